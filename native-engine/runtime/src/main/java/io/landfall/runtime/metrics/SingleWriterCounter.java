package io.landfall.runtime.metrics;

import io.landfall.api.function.Counter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A count that costs its only writer a plain addition; any thread reads it, a moment late. */
final class SingleWriterCounter implements Counter {

  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(SingleWriterCounter.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long value;

  @Override
  public void add(long amount) {
    VALUE.setOpaque(this, value + amount);
  }

  @Override
  public long value() {
    return (long) VALUE.getOpaque(this);
  }
}
