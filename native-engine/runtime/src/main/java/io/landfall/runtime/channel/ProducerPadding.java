package io.landfall.runtime.channel;

/**
 * Keeps what the producer needs off the lines that the consumer writes. In a class of its own: of
 * one class, the virtual machine puts all longs before all references.
 */
abstract class ProducerPadding extends ProducerSide {
  long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}
