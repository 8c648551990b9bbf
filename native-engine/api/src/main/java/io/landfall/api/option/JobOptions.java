package io.landfall.api.option;

import java.time.Duration;
import java.util.List;

/** The settings of a job. */
public final class JobOptions {

  /** How a failed job is started again. */
  public enum Restart {
    NONE,
    FIXED,
    EXPONENTIAL
  }

  public static final Option<Integer> PARALLELISM =
      Option.integer(
          "parallelism", 1, 1, 32_768, "Subtasks of an operator that does not set its own number.");

  public static final Option<Integer> MAX_PARALLELISM =
      Option.integer(
          "max-parallelism",
          128,
          1,
          32_768,
          "Key groups of a keyed operator; the largest parallelism it can ever have. Fixed for the"
              + " job's life.");

  public static final Option<Integer> THREADS =
      Option.integer(
          "threads", 0, 0, 1_024, "Threads that run cooperative tasks; 0 for one a processor.");

  public static final Option<Integer> CHANNEL_CAPACITY =
      Option.integer(
          "channel.capacity",
          1_024,
          1,
          1 << 20,
          "Records that a channel between two subtasks holds, rounded up to a power of two; large"
              + " shuffles get smaller ones.");

  public static final Option<Boolean> CHECKPOINTING =
      Option.bool(
          "checkpoint.enabled",
          true,
          "Whether checkpoints are taken at intervals; without, a job that restarts begins anew.");

  public static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.duration(
              "checkpoint.interval",
              Duration.ofSeconds(1),
              "Time from the start of one checkpoint to the start of the next.")
          .onlyIf(d -> d.toMillis() >= 10, "a duration of 10ms or more");

  public static final Option<Duration> CHECKPOINT_TIMEOUT =
      Option.duration(
              "checkpoint.timeout",
              Duration.ofMinutes(10),
              "A checkpoint that takes longer is given up; the next starts at the next interval.")
          .onlyIf(d -> d.toMillis() >= 10, "a duration of 10ms or more");

  public static final Option<Integer> CHECKPOINT_RETAINED =
      Option.integer(
          "checkpoint.retained",
          3,
          1,
          1_000,
          "Completed checkpoints that are kept in the state" + " directory.");

  public static final Option<String> STATE_DIR =
      Option.text(
          "state-dir",
          null,
          "Folder for checkpoints, one folder a job name in it; a job found there is continued."
              + " Without it checkpoints stay in memory and survive a failing task, not the process.");

  public static final Option<String> RESTORE_FROM =
      Option.text(
          "restore.from",
          null,
          "Folder of a savepoint or checkpoint to start from, if the state directory holds nothing of"
              + " this job yet.");

  public static final Option<Boolean> FRESH =
      Option.bool(
          "fresh", false, "Discards what the state directory holds of this job and starts anew.");

  public static final Option<Boolean> ALLOW_DROPPED_STATE =
      Option.bool(
          "restore.allow-dropped-state",
          false,
          "Restores although the checkpoint has state of operators that the job no longer has.");

  public static final Option<Restart> RESTART =
      Option.choice(
          "restart.strategy",
          Restart.class,
          Restart.EXPONENTIAL,
          "Whether and how fast a failed job starts again from its last checkpoint.");

  public static final Option<Integer> RESTART_ATTEMPTS =
      Option.integer(
          "restart.attempts",
          10,
          0,
          Integer.MAX_VALUE,
          "Restarts in a row, without restart.reset-after of health between, before the job fails.");

  public static final Option<Duration> RESTART_DELAY =
      Option.duration(
          "restart.delay",
          Duration.ofMillis(50),
          "Time from failure to restart: always (fixed), or the first time (exponential).");

  public static final Option<Duration> RESTART_MAX_DELAY =
      Option.duration(
          "restart.max-delay",
          Duration.ofSeconds(30),
          "The longest time from failure to restart (exponential: the delay doubles up to this).");

  public static final Option<Duration> RESTART_RESET_AFTER =
      Option.duration(
          "restart.reset-after",
          Duration.ofSeconds(10),
          "A job that ran this long without a failure has all its restart attempts again.");

  public static final Option<Duration> WATERMARK_INTERVAL =
      Option.duration(
              "watermark.interval",
              Duration.ofMillis(100),
              "How often watermark generators are asked for a watermark.")
          .onlyIf(d -> d.toMillis() >= 1, "a duration of 1ms or more");

  public static final Option<Duration> CANCEL_TIMEOUT =
      Option.duration(
          "cancel.timeout",
          Duration.ofSeconds(30),
          "User code, or a disk, that does not return this long after the job was to end fails it for good.");

  /** All of them, in the order in which help prints them. */
  public static final List<Option<?>> ALL =
      List.of(
          PARALLELISM,
          MAX_PARALLELISM,
          THREADS,
          CHANNEL_CAPACITY,
          CHECKPOINTING,
          CHECKPOINT_INTERVAL,
          CHECKPOINT_TIMEOUT,
          CHECKPOINT_RETAINED,
          STATE_DIR,
          RESTORE_FROM,
          FRESH,
          ALLOW_DROPPED_STATE,
          RESTART,
          RESTART_ATTEMPTS,
          RESTART_DELAY,
          RESTART_MAX_DELAY,
          RESTART_RESET_AFTER,
          WATERMARK_INTERVAL,
          CANCEL_TIMEOUT);

  private JobOptions() {}
}
