/**
 * Groupings: which tasks of a subscriber get a tuple, with Storm's hash, so that a key lands on the
 * task that it would on Storm.
 *
 * <p>Read first: {@link io.landfall.storm.grouping.Chooser}, {@link
 * io.landfall.storm.grouping.Choosers}. Imports nothing else of ours. Choosers may be called by
 * several threads.
 */
package io.landfall.storm.grouping;
