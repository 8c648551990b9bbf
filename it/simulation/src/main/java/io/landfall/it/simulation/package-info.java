/**
 * Random jobs on a machine that fails, against a sequential evaluation of the same.
 *
 * <p>Read first: {@link io.landfall.it.simulation.Scenario}, {@link
 * io.landfall.it.simulation.Trial}, {@link io.landfall.it.simulation.JobSpec}. May import anything;
 * nothing imports it.
 *
 * <pre>
 *  seed -> Scenario = JobSpec + faults + profile of the machine
 *             Trial: start, step, step, fault, step, kill -9, start again ... until the job has ended
 *                 -> violations: of the job's own checks, and of what every job must keep
 * </pre>
 */
package io.landfall.it.simulation;
