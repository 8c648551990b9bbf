package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.workload.Work;

/**
 * That a system does a work.
 *
 * @param records of one measured run, such that it takes about ten seconds; behind the fill for
 *     works that fill their state first
 */
record Entry(Work work, Variant variant, long records) {}
