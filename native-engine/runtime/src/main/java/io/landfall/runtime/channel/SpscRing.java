package io.landfall.runtime.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A bounded {@link Channel}: values and timestamps in two parallel arrays, so that nothing is
 * allocated per record. Each side keeps a copy of the other's position and looks at the real one
 * only when its copy says full or empty (as in Lamport's queue with the caching of MCRingBuffer,
 * Lee et al. 2010). What a record costs is the cache lines that go from core to core and back: a
 * stream without timestamps has none of theirs.
 */
public final class SpscRing extends Channel {

  private static final VarHandle TAIL;
  private static final VarHandle HEAD;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TAIL = lookup.findVarHandle(Positions.class, "tail", long.class);
      HEAD = lookup.findVarHandle(Positions.class, "head", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Object[] values;

  /** Null until the first record that has a timestamp. Made by the producer, published by tail. */
  private long[] timestampsMs;

  private final int mask;
  private final Positions at = new Positions();

  /**
   * @param capacityRecords rounded up to a power of two, at least 1
   */
  public SpscRing(int capacityRecords) {
    int capacity = capacityRecords <= 1 ? 1 : Integer.highestOneBit(capacityRecords - 1) << 1;
    values = new Object[capacity];
    mask = capacity - 1;
  }

  @Override
  public boolean offer(Object value, long timestampMs) {
    Positions p = at;
    long tail = p.producerTail;
    if (tail - p.knownHead > mask) {
      p.knownHead = (long) HEAD.getAcquire(p);
      if (tail - p.knownHead > mask) {
        return false;
      }
    }
    int slot = (int) tail & mask;
    if (timestampsMs != null || timestampMs != NO_TIMESTAMP) {
      timestamps()[slot] = timestampMs;
    }
    values[slot] = value;
    p.producerTail = tail + 1;
    TAIL.setRelease(p, tail + 1);
    return true;
  }

  private long[] timestamps() {
    if (timestampsMs == null) {
      long[] made = new long[mask + 1];
      // The consumer may find the array before it comes to the first record that has a timestamp.
      Arrays.fill(made, NO_TIMESTAMP);
      timestampsMs = made;
    }
    return timestampsMs;
  }

  @Override
  public int upcomingRecords(int most) {
    Positions p = at;
    long head = p.consumerHead;
    if (head == p.knownTail) {
      p.knownTail = (long) TAIL.getAcquire(p);
    }
    int count = (int) Math.min(most, p.knownTail - head);
    for (int i = 0; i < count; i++) {
      if (values[(int) (head + i) & mask] instanceof Signal) {
        return i;
      }
    }
    return count;
  }

  @Override
  public Object peek(int ahead) {
    return values[(int) (at.consumerHead + ahead) & mask];
  }

  @Override
  public long peekTimestampMs(int ahead) {
    return timestampsMs == null
        ? NO_TIMESTAMP
        : timestampsMs[(int) (at.consumerHead + ahead) & mask];
  }

  @Override
  public Object poll() {
    Positions p = at;
    long head = p.consumerHead;
    if (head == p.knownTail) {
      p.knownTail = (long) TAIL.getAcquire(p);
      if (head == p.knownTail) {
        return null;
      }
    }
    return take(p, head);
  }

  @Override
  public Object pollUpcoming() {
    return take(at, at.consumerHead);
  }

  private Object take(Positions p, long head) {
    int slot = (int) head & mask;
    Object value = values[slot];
    values[slot] = null;
    p.consumerHead = head + 1;
    return value;
  }

  @Override
  public long timestampMs() {
    // The slot is not given back before release.
    return timestampsMs == null ? NO_TIMESTAMP : timestampsMs[(int) (at.consumerHead - 1) & mask];
  }

  @Override
  public void release() {
    HEAD.setRelease(at, at.consumerHead);
  }

  @Override
  public int size() {
    return (int) ((long) TAIL.getAcquire(at) - (long) HEAD.getAcquire(at));
  }

  public int capacityRecords() {
    return mask + 1;
  }

  /**
   * Keeps what the two threads write on different cache lines, each field group 128 bytes apart.
   */
  private static class ProducerSide {
    long producerTail;
    long knownHead;
    volatile long tail;
    long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
  }

  private static class ConsumerSide extends ProducerSide {
    long consumerHead;
    long knownTail;
    volatile long head;
  }

  private static final class Positions extends ConsumerSide {
    long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15;
  }
}
