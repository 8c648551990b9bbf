package io.landfall.it.simulation;

import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import io.landfall.api.option.Options;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The settings of a random job.
 *
 * @param durable whether checkpoints are on disk, so that it outlives its process
 * @param channelCapacity records that a channel holds
 * @param intervalMs from one checkpoint to the next
 * @param timeoutMs after which one is given up
 * @param retained checkpoints that are kept
 * @param restarts in a row, before the job fails and its process ends
 */
public record JobSettings(
    boolean durable,
    int channelCapacity,
    int intervalMs,
    int timeoutMs,
    int retained,
    int restarts) {

  public static final String STATE_DIR = "/state";

  public static JobSettings random(RandomGenerator random) {
    boolean durable = random.nextInt(6) > 0;
    return new JobSettings(
        durable,
        1 << random.nextInt(8),
        10 + random.nextInt(1 << random.nextInt(10)),
        random.nextInt(4) == 0 ? 50 + random.nextInt(1_000) : 600_000,
        1 + random.nextInt(3),
        durable && random.nextInt(4) == 0 ? random.nextInt(3) : Integer.MAX_VALUE);
  }

  /** The same, but for the time between checkpoints. */
  public JobSettings every(int otherMs) {
    return new JobSettings(durable, channelCapacity, otherMs, timeoutMs, retained, restarts);
  }

  public Options options() {
    return Options.DEFAULTS
        .with(JobOptions.STATE_DIR, durable ? STATE_DIR : null)
        .with(JobOptions.CHANNEL_CAPACITY, channelCapacity)
        .with(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(intervalMs))
        .with(JobOptions.CHECKPOINT_TIMEOUT, Duration.ofMillis(timeoutMs))
        .with(JobOptions.CHECKPOINT_RETAINED, retained)
        .with(JobOptions.RESTART, restarts == 0 ? Restart.NONE : Restart.FIXED)
        .with(JobOptions.RESTART_DELAY, Duration.ofMillis(5))
        .with(JobOptions.RESTART_ATTEMPTS, restarts)
        .with(JobOptions.WATERMARK_INTERVAL, Duration.ofMillis(5));
  }

  @Override
  public String toString() {
    return (durable ? "checkpoints on disk" : "checkpoints in memory")
        + " every "
        + intervalMs
        + " ms, given up after "
        + timeoutMs
        + " ms, "
        + retained
        + " kept, "
        + (restarts == Integer.MAX_VALUE ? "restarted for ever" : restarts + " restarts")
        + ", channels of "
        + channelCapacity;
  }
}
