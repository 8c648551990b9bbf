package io.landfall.runtime.channel;

import org.jctools.queues.SpscUnboundedArrayQueue;

/**
 * A {@link Channel} that is never full, for edges that close a cycle: two full bounded ones facing
 * each other would stall for ever. Allocates for each record.
 */
public final class GrowableChannel extends Channel {

  private static final int CHUNK_RECORDS = 256;

  private record Stamped(Object value, long timestampMs) {}

  private final SpscUnboundedArrayQueue<Object> queue =
      new SpscUnboundedArrayQueue<>(CHUNK_RECORDS);
  private long polledTimestampMs;

  @Override
  public boolean offer(Object record, long timestampMs) {
    return queue.offer(new Stamped(record, timestampMs));
  }

  @Override
  public boolean offerSignal(Signal signal, long timestampMs) {
    return signal == Signal.NullRecord.INSTANCE ? offer(signal, timestampMs) : queue.offer(signal);
  }

  @Override
  public int upcomingRecords(int most) {
    return queue.peek() instanceof Stamped stamped && !(stamped.value() instanceof Signal) ? 1 : 0;
  }

  @Override
  public Object peek(int ahead) {
    return upcoming().value();
  }

  @Override
  public long peekTimestampMs(int ahead) {
    return upcoming().timestampMs();
  }

  private Stamped upcoming() {
    return (Stamped) queue.peek();
  }

  @Override
  public Object pollUpcoming() {
    return poll();
  }

  @Override
  public Object poll() {
    Object next = queue.poll();
    if (next instanceof Stamped stamped) {
      polledTimestampMs = stamped.timestampMs();
      return stamped.value();
    }
    polledTimestampMs = NO_TIMESTAMP;
    return next;
  }

  @Override
  public long timestampMs() {
    return polledTimestampMs;
  }

  @Override
  public void release() {}

  @Override
  public int size() {
    return queue.size();
  }
}
