package io.landfall.it.benchmarks.landfall;

/** Sum and count of a key in a window, or in a part of one. */
final class Sums {
  long sum;
  long count;
}
