package io.landfall.storm.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.FirstPollOffsetStrategy;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Storm's spout would begin, the same topology or another having been there before. */
class GroupOffsetsTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  @ParameterizedTest
  @CsvSource({
    "UNCOMMITTED_EARLIEST, , 5",
    "UNCOMMITTED_EARLIEST, other-1-1, 20",
    "UNCOMMITTED_LATEST, , 90",
    "UNCOMMITTED_LATEST, other-1-1, 20",
    "EARLIEST, other-1-1, 5",
    "EARLIEST, this-2-7, 20",
    "LATEST, other-1-1, 90",
    "LATEST, this-2-7, 20",
  })
  void begins(FirstPollOffsetStrategy strategy, String committedBy, long expected) {
    try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
      consumer.assign(List.of(PARTITION));
      consumer.updateBeginningOffsets(Map.of(PARTITION, 5L));
      consumer.updateEndOffsets(Map.of(PARTITION, 90L));
      if (committedBy != null) {
        String metadata =
            "{\"topologyId\":\"" + committedBy + "\",\"taskId\":1,\"threadName\":\"x\"}";
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(20, metadata)));
      }
      KafkaSpoutConfig<?, ?> config =
          KafkaSpoutConfig.builder("localhost:1", "t").setFirstPollOffsetStrategy(strategy).build();
      GroupOffsets group = new GroupOffsets(consumer, config, "this-2-7", "s", 4);
      assertThat(group.startOf(PARTITION)).isEqualTo(expected);
    }
  }
}
