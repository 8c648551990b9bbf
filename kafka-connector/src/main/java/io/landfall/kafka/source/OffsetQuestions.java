package io.landfall.kafka.source;

import io.landfall.kafka.client.KafkaRefusal;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What has to be asked of a cluster to settle offsets; a map stands in for it in tests. */
interface OffsetQuestions {

  /** For each partition; -1 where a timestamp lies behind the last record. */
  Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
      throws KafkaRefusal;

  /** Where the group stands; partitions without an offset are left out. */
  Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions) throws KafkaRefusal;
}
