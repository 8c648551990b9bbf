/**
 * Runs the same work on all systems in turn and compares. Each run is a process of its own, told
 * what to do by {@code name=value} arguments, and prints one line that is read here.
 *
 * <pre>
 * Catalogue ─▶ Plan ─▶ Session ─▶ ProcessRun ─▶ Results ─▶ TableWriter, JsonWriter, Plot
 *  who does     in what   one after     a JVM       medians ─▶ Target: reached or missed
 *  what         order     the other
 * </pre>
 *
 * <p>Read first: {@link Catalogue}, {@link Plan}, {@link Session}. Everything but {@link Session},
 * {@link ProcessRun}, {@link KafkaBroker} and {@link Bench} is pure. One thread does it all; {@link
 * Progress} has a second one, to redraw its line.
 */
package io.landfall.it.benchmarks.runner;
