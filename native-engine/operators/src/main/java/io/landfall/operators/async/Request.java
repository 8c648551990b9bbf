package io.landfall.operators.async;

import java.util.Collection;

/** One record of the input until its results are emitted. Task thread only. */
final class Request {

  final Object value;
  final long timestampMs;

  /** -1 if the input has no key. */
  final int keyGroup;

  /** The attempt that counts now; null while there is none. */
  Attempt attempt;

  int attempts;
  boolean timedOut;

  /** Null until there are some. */
  Collection<?> results;

  /** Of {@link Deadlines}. */
  long deadlineMs;

  Request earlier;
  Request later;

  /** Of {@link UnorderedQueue}: between which two marks it came. */
  UnorderedQueue.Segment segment;

  Request(Object value, long timestampMs, int keyGroup) {
    this.value = value;
    this.timestampMs = timestampMs;
    this.keyGroup = keyGroup;
  }
}
