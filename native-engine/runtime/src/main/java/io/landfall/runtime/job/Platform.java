package io.landfall.runtime.job;

import io.landfall.runtime.serialization.GenericSerializers;
import io.landfall.runtime.state.StateBackend;
import io.landfall.runtime.storage.Disk;
import io.landfall.runtime.task.TaskBatches;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The machine under a job: the real one, or a simulated one in which the same job runs by a seed.
 *
 * @param clockMs wall clock, ms since the epoch, for what users see; may be set forward and back.
 *     Called by any thread
 * @param elapsedMs time that only goes forward, in ms since whenever, for deadlines. Called by any
 *     thread
 * @param seeds gives a new seed for random choices at each call; called by any thread
 * @param disk where state directories and savepoints are
 * @param io carries out what writes to the disk while tasks go on
 * @param runner steps the tasks
 */
public record Platform(
    LongSupplier clockMs,
    LongSupplier elapsedMs,
    LongSupplier seeds,
    Disk disk,
    Executor io,
    TaskRunner runner,
    StateBackend stateBackend,
    GenericSerializers serializers,
    TaskBatches batches) {}
