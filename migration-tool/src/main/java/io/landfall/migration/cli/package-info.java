/**
 * The {@code landfall} command: options in, exit code out. One class a command, and what they
 * share: the options of a job, progress, how failures are told.
 *
 * <pre>
 *  Landfall (main) -- storm jar  StormJarCommand --+
 *                  -- run        RunCommand -------+-- JobSession: runs a main, waits, tells, exit code
 *                  -- demo       DemoCommand
 *                  -- settings   SettingsCommand
 * </pre>
 *
 * <p>Read first: {@code Landfall}, {@code StormJarCommand}, {@code JobSession}. Imports {@code
 * migration.run}, {@code migration.demo}, {@code migration.console} and {@code api}. Commands run
 * on the main thread; progress has one of its own.
 */
package io.landfall.migration.cli;
