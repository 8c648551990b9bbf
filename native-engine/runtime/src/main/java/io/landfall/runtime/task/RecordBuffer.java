package io.landfall.runtime.task;

/** A growable first-in first-out buffer of values and timestamps. One thread. */
final class RecordBuffer {

  private static final int INITIAL_CAPACITY = 16;

  private Object[] values = new Object[INITIAL_CAPACITY];
  private long[] timestampsMs = new long[INITIAL_CAPACITY];
  private int head;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void add(Object value, long timestampMs) {
    if (size == values.length) {
      grow();
    }
    int slot = (head + size) & (values.length - 1);
    values[slot] = value;
    timestampsMs[slot] = timestampMs;
    size++;
  }

  Object firstValue() {
    return values[head];
  }

  long firstTimestampMs() {
    return timestampsMs[head];
  }

  void removeFirst() {
    values[head] = null;
    head = (head + 1) & (values.length - 1);
    size--;
  }

  private void grow() {
    Object[] largerValues = new Object[values.length * 2];
    long[] largerTimestampsMs = new long[values.length * 2];
    int untilEnd = values.length - head;
    System.arraycopy(values, head, largerValues, 0, untilEnd);
    System.arraycopy(values, 0, largerValues, untilEnd, head);
    System.arraycopy(timestampsMs, head, largerTimestampsMs, 0, untilEnd);
    System.arraycopy(timestampsMs, 0, largerTimestampsMs, untilEnd, head);
    values = largerValues;
    timestampsMs = largerTimestampsMs;
    head = 0;
  }
}
