/** Flink. */
package io.landfall.it.benchmarks.flink;
