/**
 * {@code landfall demo}: a Storm word count that is killed half-way, continued, and compared with a
 * count that shares nothing with the engine.
 *
 * <p>Read first: {@code Demo}, {@code ChildRun}, {@code WordCounts}. Imports {@code migration.run}
 * and {@code migration.console}. Runs on the main thread; one more reads what the child says.
 */
package io.landfall.migration.demo;
