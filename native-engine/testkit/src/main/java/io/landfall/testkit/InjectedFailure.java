package io.landfall.testkit;

import io.landfall.api.function.MapFunction;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes records on and fails when it is told to: put it into a stream by {@code map}, to see what
 * the job is worth behind a recovery. Serves one job of this process. Any thread.
 *
 * <pre>{@code
 * InjectedFailure<Order> failure = test.failure();
 * env.from(orders).map(failure)...
 * JobHandle job = test.start(env);
 * job.checkpoint().get();
 * failure.now();
 * }</pre>
 */
public final class InjectedFailure<T> implements MapFunction<T, T> {

  private static final long serialVersionUID = 1L;
  private static final long NEVER = Long.MAX_VALUE;

  /** All copies of a function find their common part here; it is gone with the test. */
  private static final Map<String, Plan> PLANS = new ConcurrentHashMap<>();

  private static final class Plan {
    private final AtomicLong recordsLeft = new AtomicLong(NEVER);
    private final CountDownLatch failed = new CountDownLatch(1);
  }

  /** What it throws. */
  public static final class InjectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InjectedException() {
      super("injected by the test");
    }
  }

  private final String id = UUID.randomUUID().toString();

  InjectedFailure() {
    PLANS.put(id, new Plan());
  }

  private Plan plan() {
    Plan plan = PLANS.get(id);
    if (plan == null) {
      throw new IllegalStateException("the test that this failure belongs to is over");
    }
    return plan;
  }

  /** Fails once, with the next record of any subtask. */
  public InjectedFailure<T> now() {
    return afterRecords(0);
  }

  /** Fails once, when so many more records have passed, over all subtasks. */
  public InjectedFailure<T> afterRecords(long count) {
    plan().recordsLeft.set(count);
    return this;
  }

  /** Waits until it has failed for the first time. */
  public void awaitFailure() throws InterruptedException {
    plan().failed.await();
  }

  @Override
  public T map(T value) {
    Plan plan = plan();
    if (plan.recordsLeft.get() != NEVER && plan.recordsLeft.getAndDecrement() == 0) {
      plan.recordsLeft.set(NEVER);
      plan.failed.countDown();
      throw new InjectedException();
    }
    return value;
  }

  void forget() {
    PLANS.remove(id);
  }
}
