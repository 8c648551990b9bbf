/**
 * What the parts of the path of a record cost each by itself, by JMH: the ring between two tasks,
 * keyed state on the heap, timers, the serializer. Runs with {@code it/benchmarks/micro/run}.
 */
package io.landfall.it.benchmarks.micro;
