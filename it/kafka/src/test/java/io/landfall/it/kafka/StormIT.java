package io.landfall.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Storm topology with KafkaSpout and KafkaBolt, of a jar that brings older Kafka clients, is
 * exactly-once from end to end without a change.
 */
@Timeout(300)
@ExtendWith(SharedCluster.class)
class StormIT {

  @TempDir Path folder;

  private final Cluster cluster;

  StormIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void survivesKillsWithTuplesThatFailAndPartitionsThatCome() throws Exception {
    try (Trial trial = Trial.ofTopology(cluster, folder).feed()) {
      JobProcess first = trial.run();
      trial.awaitProgress(first);
      first.kill();
      JobProcess second = trial.run();
      trial.awaitProgress(second);
      cluster.raisePartitions(trial.in(), 7);
      trial.awaitProgress(second);
      second.kill();
      trial.finish(trial.run());
      assertThat(groupOf(trial.in()))
          .as("what Storm would go on from: all has been read")
          .isEqualTo(endsOf(trial.in(), 7));
    }
  }

  @Test
  void goesOnWhereStormLeftTheGroup() throws Exception {
    try (Trial trial = Trial.ofTopology(cluster, folder)) {
      TopicPartition partition = new TopicPartition(trial.in(), 0);
      trial.write(partition, "0", "1", "2", "3");
      try (Admin admin = cluster.admin()) {
        String storms = "{\"topologyId\":\"count-1-1700000000\",\"taskId\":4,\"threadName\":\"x\"}";
        admin
            .alterConsumerGroupOffsets(
                "count-topology-" + trial.in(), Map.of(partition, new OffsetAndMetadata(2, storms)))
            .all()
            .get();
      }
      JobProcess job = trial.run();
      trial.awaitNumbers(job, 2);
      job.stop();
      assertThat(trial.numbers()).containsExactly(2, 3);
    }
  }

  private Map<TopicPartition, Long> groupOf(String topic) throws Exception {
    try (Admin admin = cluster.admin()) {
      return admin
          .listConsumerGroupOffsets("count-topology-" + topic)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    }
  }

  private Map<TopicPartition, Long> endsOf(String topic, int partitions) throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int i = 0; i < partitions; i++) {
      asked.put(new TopicPartition(topic, i), OffsetSpec.latest());
    }
    try (Admin admin = cluster.admin()) {
      return admin.listOffsets(asked).all().get().entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey,
                  (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> each) ->
                      each.getValue().offset()));
    }
  }
}
