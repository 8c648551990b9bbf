package io.landfall.runtime.state;

/**
 * A timer that waits. What identifies it never changes once it waits; only a probe, which is looked
 * up and never kept, is used again.
 */
final class Timer {

  /** In the heap; task thread only. */
  int heapIndex;

  Object key;
  int keyGroup;
  Object namespace;
  long timestampMs;

  /** Order of registration; not part of the identity. */
  long sequence;

  void set(Object newKey, int newKeyGroup, Object newNamespace, long newTimestampMs) {
    key = newKey;
    keyGroup = newKeyGroup;
    namespace = newNamespace;
    timestampMs = newTimestampMs;
  }

  /** A total order, the same after a restore: sequences of one key group stay in order. */
  boolean isBefore(Timer other) {
    if (timestampMs != other.timestampMs) {
      return timestampMs < other.timestampMs;
    }
    if (sequence != other.sequence) {
      return sequence < other.sequence;
    }
    return keyGroup < other.keyGroup;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timer that
        && timestampMs == that.timestampMs
        && key.equals(that.key)
        && namespace.equals(that.namespace);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * key.hashCode() + namespace.hashCode()) + Long.hashCode(timestampMs);
  }
}
