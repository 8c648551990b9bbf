/**
 * Hazelcast Jet, one member, in this process. Written with the pipeline API; sources and sinks are
 * processors of their own.
 */
package io.landfall.it.benchmarks.jet;
