package io.landfall.runtime.channel;

/** What the producer of a ring needs, and the consumer looks at when it has come to the end. */
abstract class ProducerSide extends RingHeader {
  Object[] offered;

  /** Null until the first record that has a timestamp; published by {@link #tail}. */
  long[] offeredTimestampsMs;

  int offeredMask;
  long producerTail;
  long knownHead;
  volatile long tail;
  long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}
