package io.landfall.it.benchmarks.jet;

/** How often a key has come. */
record KeyCount<K>(K key, long count) {}
