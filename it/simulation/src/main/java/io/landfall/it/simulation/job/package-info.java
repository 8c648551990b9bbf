/**
 * Random native jobs, the world around them, and their sequential evaluation.
 *
 * <p>Read first: {@link io.landfall.it.simulation.job.NativeSpec}, {@link
 * io.landfall.it.simulation.job.Stage}, {@link io.landfall.it.simulation.job.Evaluation}. The
 * evaluation shares nothing with the engine but the functions on single values in {@link
 * io.landfall.it.simulation.job.Arithmetic}.
 *
 * <pre>
 *  NativeSpec: stages --GraphOf--> LogicalGraph --engine--> Ledger (what sinks committed)
 *                 `-----Evaluation-----> the same as lists  ------------------^ must be equal
 * </pre>
 */
package io.landfall.it.simulation.job;
