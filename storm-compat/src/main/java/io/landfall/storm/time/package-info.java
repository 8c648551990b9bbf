/**
 * Timers by Storm's clock, which tests may stop and set forward by hand.
 *
 * <p>Read first: {@link io.landfall.storm.time.SimulatedTimers}. Imports nothing else of ours. Any
 * thread.
 */
package io.landfall.storm.time;
