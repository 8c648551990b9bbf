/**
 * Runs jobs: plans them, deploys their tasks, carries out what the checkpoint coordinator decides,
 * restarts and ends them. The one room that sees both the data path and the control path; may
 * import all of {@code runtime.*} but {@code simulation}, {@code operators.*} and {@code api.*}.
 *
 * <p>Read first: {@code SteppedJob}, {@code JobPlan}, {@code JobDriver}. Everything in {@code
 * JobDriver} happens on the thread that steps the job; tasks and I/O talk to it through events. All
 * that it takes from the machine is in {@code Platform}.
 *
 * <pre>
 *  LogicalGraph -> JobPlan -> Deployment (tasks, channels, workers)     one a start
 *        SteppedJob: JobEvent -> JobDriver -> CheckpointCoordinator -> commands -> tasks, storage
 *           ^-- JobThread (NativeEngine), or a simulation, steps it
 * </pre>
 */
package io.landfall.runtime.job;
