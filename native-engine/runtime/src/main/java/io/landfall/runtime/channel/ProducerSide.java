package io.landfall.runtime.channel;

/** What the producer of a ring needs, and the consumer looks at when it has come to the end. */
abstract class ProducerSide extends RingHeader {
  Object[] offered;

  /** Null until the first record that has a timestamp; published by {@link #tail}. */
  long[] offeredTimestampsMs;

  int offeredMask;

  /**
   * How many signals there were, modulo 2^32; published by {@link #tail}. One more while one is
   * tried that may not fit.
   */
  int offeredSignals;

  long producerTail;
  long knownHead;
  volatile long tail;
}
