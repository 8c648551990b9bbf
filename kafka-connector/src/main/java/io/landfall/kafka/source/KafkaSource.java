package io.landfall.kafka.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SplitEnumerator;
import io.landfall.api.serialization.Serializer;
import io.landfall.kafka.client.ClusterCheck;
import io.landfall.kafka.client.KafkaRefusal;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;

/**
 * Records of Kafka topics, exactly once: positions are in checkpoints, and nowhere else as far as
 * correctness goes. Each partition is a split of its own, with a watermark of its own if the job
 * makes watermarks in its sources.
 *
 * <pre>{@code
 * KafkaSource<Order> orders =
 *     KafkaSource.<Order>builder()
 *         .bootstrapServers("localhost:9092")
 *         .topics("orders")
 *         .groupId("totals")
 *         .startingOffsets(StartingOffsets.committed(StartingOffsets.earliest()))
 *         .deserializer(JsonRecords.of(Order.class))
 *         .build();
 * }</pre>
 *
 * <p>Metrics of each subtask: {@code records-out}, {@code bytes-in}, {@code lag} (records behind
 * what was fetched last), {@code undecodable}, {@code failed-offset-commits}.
 */
public final class KafkaSource<T> implements Source<T, KafkaSplit, KnownPartitions> {

  private final SourceConfig<T> config;

  KafkaSource(SourceConfig<T> config) {
    this.config = config;
  }

  public static <T> KafkaSourceBuilder<T> builder() {
    return new KafkaSourceBuilder<>();
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public boolean isBounded() {
    return config.stopping() != null;
  }

  @Override
  public void validate() throws InvalidSourceException {
    try {
      new ConsumerConfig(config.consumerSettings(0));
    } catch (ConfigException e) {
      throw new InvalidSourceException(e.getMessage());
    }
    try (ClusterCheck cluster = ClusterCheck.connect(config.client())) {
      Set<TopicPartition> partitions = config.topics().find(cluster);
      if (config.groupId() != null) {
        cluster.mayCommitFor(config.groupId());
      }
      // Whatever cannot be settled now cannot be settled by the job either.
      ClusterOffsets offsets = new ClusterOffsets(cluster, config.isolation(), config.groupId());
      if (config.stopping() != null) {
        new OffsetResolver(offsets)
            .splits(partitions, StartingOffsets.earliest(), config.stopping());
      }
      if (config.undecodable() instanceof UndecodablePolicy.DeadLetterTopic letters) {
        cluster.topics(List.of(letters.topic()), AclOperation.WRITE);
      }
    } catch (KafkaRefusal e) {
      throw new InvalidSourceException(e.getMessage());
    }
  }

  @Override
  public SplitEnumerator<KafkaSplit, KnownPartitions> createEnumerator(KnownPartitions restored) {
    return new KafkaEnumerator(config, restored);
  }

  @Override
  public SourceReader<T, KafkaSplit> createReader(ReaderContext context) {
    return new KafkaReader<>(config, context);
  }

  @Override
  public Serializer<KafkaSplit> splitSerializer() {
    return new KafkaSplit.KafkaSplitSerializer();
  }

  @Override
  public Serializer<KnownPartitions> enumeratorSerializer() {
    return new KnownPartitions.KnownPartitionsSerializer();
  }
}
