package io.landfall.runtime.channel;

/** As {@link ProducerPadding}, between what the consumer needs and the next object. */
abstract class ConsumerPadding extends ConsumerSide {
  long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15;
}
