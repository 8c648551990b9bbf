package io.landfall.kafka.source;

import io.landfall.kafka.client.ClusterCheck;
import io.landfall.kafka.client.KafkaRefusal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks a real cluster. */
final class ClusterOffsets implements OffsetQuestions {

  private final ClusterCheck cluster;
  private final IsolationLevel isolation;
  private final String groupId;

  /**
   * @param groupId null if the source has none
   */
  ClusterOffsets(ClusterCheck cluster, IsolationLevel isolation, String groupId) {
    this.cluster = cluster;
    this.isolation = isolation;
    this.groupId = groupId;
  }

  @Override
  public Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
      throws KafkaRefusal {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, spec));
    Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found =
        cluster.get(
            "ask for offsets",
            cluster.admin().listOffsets(asked, new ListOffsetsOptions(isolation)).all());
    Map<TopicPartition, Long> offsets = new HashMap<>();
    found.forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  @Override
  public Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions)
      throws KafkaRefusal {
    Map<TopicPartition, OffsetAndMetadata> found =
        cluster.get(
            "ask for the offsets of consumer group '" + groupId + "'",
            cluster
                .admin()
                .listConsumerGroupOffsets(
                    Map.of(
                        groupId,
                        new ListConsumerGroupOffsetsSpec()
                            .topicPartitions(List.copyOf(partitions))))
                .partitionsToOffsetAndMetadata(groupId));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    found.forEach(
        (partition, committed) -> {
          if (committed != null) {
            offsets.put(partition, committed.offset());
          }
        });
    return offsets;
  }
}
