package io.landfall.runtime.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A bounded {@link Channel}: values and timestamps in two parallel arrays, so that nothing is
 * allocated per record. Each side keeps a copy of the other's position and looks at the real one
 * only when its copy says full or empty (as in Lamport's queue with the caching of MCRingBuffer,
 * Lee et al. 2010). What a record costs is the cache lines that go from core to core and back: a
 * stream without timestamps has none of theirs. What a thread needs is on one line, in the ring
 * itself: where there are many rings each is seldom in a cache, and one line after the other would
 * have to be waited for.
 */
public final class SpscRing extends ConsumerPadding {

  private static final VarHandle TAIL;
  private static final VarHandle HEAD;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TAIL = lookup.findVarHandle(ProducerSide.class, "tail", long.class);
      HEAD = lookup.findVarHandle(ConsumerSide.class, "head", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * @param capacityRecords rounded up to a power of two, at least 1
   */
  public SpscRing(int capacityRecords) {
    int capacity = capacityRecords <= 1 ? 1 : Integer.highestOneBit(capacityRecords - 1) << 1;
    values = new Object[capacity];
    mask = capacity - 1;
    offered = values;
    offeredMask = mask;
  }

  @Override
  public boolean offer(Object record, long timestampMs) {
    assert !(record instanceof Signal) : record;
    return put(record, timestampMs);
  }

  @Override
  public boolean offerSignal(Signal signal, long timestampMs) {
    offeredSignals++;
    if (put(signal, timestampMs)) {
      return true;
    }
    offeredSignals--;
    return false;
  }

  private boolean put(Object value, long timestampMs) {
    long at = producerTail;
    if (at - knownHead > offeredMask) {
      knownHead = (long) HEAD.getAcquire(this);
      if (at - knownHead > offeredMask) {
        return false;
      }
    }
    int slot = (int) at & offeredMask;
    if (offeredTimestampsMs != null || timestampMs != NO_TIMESTAMP) {
      offeredTimestamps()[slot] = timestampMs;
    }
    offered[slot] = value;
    producerTail = at + 1;
    TAIL.setRelease(this, at + 1);
    return true;
  }

  /** Producer only: whether so many will be taken, at the most the capacity. */
  public boolean hasRoomFor(int count) {
    long last = producerTail + count - 1;
    if (last - knownHead > offeredMask) {
      knownHead = (long) HEAD.getAcquire(this);
    }
    return last - knownHead <= offeredMask;
  }

  private long[] offeredTimestamps() {
    if (offeredTimestampsMs == null) {
      long[] made = new long[offeredMask + 1];
      // The consumer may find the array before it comes to the first record that has a timestamp.
      Arrays.fill(made, NO_TIMESTAMP);
      offeredTimestampsMs = made;
    }
    return offeredTimestampsMs;
  }

  @Override
  public int upcomingRecords(int most) {
    long next = consumerHead;
    if (next == knownTail) {
      lookAtTail();
    }
    int count = (int) Math.min(most, knownTail - next);
    return knownSignals == polledSignals
        ? loadRecords(next, count)
        : recordsBeforeSignal(next, count);
  }

  /**
   * For records without a signal among them: loads their headers, and those of a string's
   * characters, and does nothing else, or fewer would be fetched at a time.
   *
   * @return how many there are up to the end of the array
   */
  private int loadRecords(long next, int count) {
    Object[] all = values;
    int from = (int) next & mask;
    int until = Math.min(from + count, all.length);
    int sum = 0;
    for (int slot = from; slot < until; slot++) {
      sum += all[slot] instanceof String text ? text.length() : 0;
    }
    loaded += sum;
    return until - from;
  }

  private int recordsBeforeSignal(long next, int count) {
    for (int i = 0; i < count; i++) {
      if (values[(int) (next + i) & mask] instanceof Signal) {
        return i;
      }
    }
    return count;
  }

  private void lookAtTail() {
    long seen = (long) TAIL.getAcquire(this);
    if (seen != knownTail) {
      knownTail = seen;
      knownSignals = offeredSignals;
      if (timestampsMs == null) {
        timestampsMs = offeredTimestampsMs;
      }
    }
  }

  @Override
  public Object peek(int ahead) {
    return values[(int) (consumerHead + ahead) & mask];
  }

  @Override
  public long peekTimestampMs(int ahead) {
    return timestampsMs == null ? NO_TIMESTAMP : timestampsMs[(int) (consumerHead + ahead) & mask];
  }

  @Override
  public Object poll() {
    if (consumerHead == knownTail) {
      lookAtTail();
      if (consumerHead == knownTail) {
        return null;
      }
    }
    Object value = pollUpcoming();
    if (value instanceof Signal) {
      polledSignals++;
    }
    return value;
  }

  @Override
  public Object pollUpcoming() {
    long next = consumerHead;
    int slot = (int) next & mask;
    Object value = values[slot];
    values[slot] = null;
    consumerHead = next + 1;
    return value;
  }

  @Override
  public long timestampMs() {
    // The slot is not given back before release.
    return timestampsMs == null ? NO_TIMESTAMP : timestampsMs[(int) (consumerHead - 1) & mask];
  }

  @Override
  public void release() {
    HEAD.setRelease(this, consumerHead);
  }

  @Override
  public int size() {
    return (int) ((long) TAIL.getAcquire(this) - (long) HEAD.getAcquire(this));
  }

  public int capacityRecords() {
    return mask + 1;
  }
}
