/**
 * Runs jobs: plans them, deploys their tasks, carries out what the checkpoint coordinator decides,
 * restarts and ends them. The one room that sees both the data path and the control path; may
 * import all of {@code runtime.*} but {@code simulation}, {@code operators.*} and {@code api.*}.
 *
 * <p>Read first: {@code NativeEngine}, {@code JobPlan}, {@code JobDriver}. Everything in {@code
 * JobDriver} happens on the job's own thread; tasks and I/O talk to it through events.
 *
 * <pre>
 *  LogicalGraph -> JobPlan -> Deployment (tasks, channels, workers)     one a start
 *        JobThread: JobEvent -> JobDriver -> CheckpointCoordinator -> commands -> tasks, storage
 * </pre>
 */
package io.landfall.runtime.job;
