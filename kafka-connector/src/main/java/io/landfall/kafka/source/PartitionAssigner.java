package io.landfall.kafka.source;

import org.apache.kafka.common.TopicPartition;

/**
 * Which subtask gets a partition: those of one topic in turn, beginning with a subtask that the
 * topic's name decides, so that many topics of few partitions do not all end up with the first.
 */
final class PartitionAssigner {

  static int subtaskOf(TopicPartition partition, int parallelism) {
    int first = Math.floorMod(partition.topic().hashCode() * 31, parallelism);
    return Math.floorMod(first + partition.partition(), parallelism);
  }

  private PartitionAssigner() {}
}
