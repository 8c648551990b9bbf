/**
 * What every system under test does: the input, made from an index; what a run is told; and how it
 * is measured. Imports nothing but the JDK and HdrHistogram, so that it can stand on the class path
 * of any system.
 */
package io.landfall.it.benchmarks.workload;
