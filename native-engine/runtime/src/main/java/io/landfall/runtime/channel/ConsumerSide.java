package io.landfall.runtime.channel;

/** What the consumer of a ring needs, and the producer looks at when there is no room left. */
abstract class ConsumerSide extends ProducerPadding {

  /** The same array as {@link #offered}. */
  Object[] values;

  /** The producer's, as of {@link #knownTail}. */
  long[] timestampsMs;

  int mask;

  /** The producer's count, of {@link #knownTail} or later. */
  int knownSignals;

  int polledSignals;

  /** What was loaded adds up here, or the compiler would not load it. */
  int loaded;

  long consumerHead;
  long knownTail;
  volatile long head;
}
