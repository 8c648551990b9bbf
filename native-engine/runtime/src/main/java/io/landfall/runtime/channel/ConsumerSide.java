package io.landfall.runtime.channel;

/** What the consumer of a ring needs, and the producer looks at when there is no room left. */
abstract class ConsumerSide extends ProducerSide {

  /** The same array as {@link #offered}. */
  Object[] values;

  /** The producer's, as of {@link #knownTail}. */
  long[] timestampsMs;

  int mask;
  long consumerHead;
  long knownTail;
  volatile long head;
  long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15;
}
