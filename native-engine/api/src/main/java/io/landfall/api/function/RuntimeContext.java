package io.landfall.api.function;

/**
 * What a function may know of the subtask that runs it. Only valid on the subtask's thread.
 *
 * <p>The state methods need a keyed input; elsewhere they throw {@code IllegalStateException}.
 */
public interface RuntimeContext extends StateAccess {

  String jobName();

  String operatorName();

  /** From 0 to {@link #parallelism()} - 1. */
  int subtaskIndex();

  int parallelism();

  /** 0 for the first start of the job, one more after each recovery in this process. */
  int attempt();

  /** A counter of this subtask, created at the first call; resolve it once, in {@code open}. */
  Counter counter(String name);
}
