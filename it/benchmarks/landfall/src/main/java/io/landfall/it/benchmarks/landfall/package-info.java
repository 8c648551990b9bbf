/**
 * The work on Landfall's DataStream API. Settings: none but the parallelism, the checkpoint
 * interval, no delay before a restart, and a state directory where the state is large (W7, W8).
 * There the state's values have a serializer of their own, which says that they do not change. In
 * W5 source and sink are the Kafka connector's as they are, and keys are decoded by hand, as for
 * all.
 */
package io.landfall.it.benchmarks.landfall;
