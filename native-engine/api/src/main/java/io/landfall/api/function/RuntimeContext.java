package io.landfall.api.function;

import java.util.function.LongSupplier;

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

  /**
   * A figure of this subtask.
   *
   * @param value called by any thread that looks at metrics
   */
  void gauge(String name, LongSupplier value);

  /** A meter of this subtask; metrics show {@code name} and {@code name.per-second}. */
  Meter meter(String name);

  /**
   * A histogram of this subtask; metrics show {@code name.count}, {@code name.max} and {@code
   * name.p50}, {@code .p95}, {@code .p99}.
   */
  Histogram histogram(String name);

  /**
   * An accumulator of this subtask, with what it had at the restored checkpoint. Call it in {@code
   * open}; all subtasks and functions that give the same name have to give the same kind.
   *
   * @param fresh to which nothing has been added
   * @return what to add to: {@code fresh}, or what was given before
   */
  <A extends Accumulator<?, ?>> A accumulator(String name, A fresh);
}
