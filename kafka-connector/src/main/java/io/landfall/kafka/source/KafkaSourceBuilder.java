package io.landfall.kafka.source;

import io.landfall.kafka.client.ClientSettings;
import io.landfall.kafka.serde.RecordDeserializer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** Puts a {@link KafkaSource} together. One thread. */
public final class KafkaSourceBuilder<T> {

  private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(30);

  private final Map<String, Object> properties = new HashMap<>();
  private String name = "kafka-source";
  private String bootstrapServers;
  private TopicSelection topics;
  private String groupId;
  private StartingOffsets starting = StartingOffsets.earliest();
  private StoppingOffsets stopping;
  private Duration discoveryInterval = DISCOVERY_INTERVAL;
  private Duration connectTimeout = ClientSettings.CONNECT_TIMEOUT;
  private RecordDeserializer<T> deserializer;
  private UndecodablePolicy undecodable = UndecodablePolicy.fail();

  KafkaSourceBuilder() {}

  /** What logs and metrics call it; {@code kafka-source} by default. */
  public KafkaSourceBuilder<T> name(String sourceName) {
    name = Objects.requireNonNull(sourceName, "name");
    return this;
  }

  /**
   * @param servers {@code host:port}, with commas between
   */
  public KafkaSourceBuilder<T> bootstrapServers(String servers) {
    bootstrapServers = Objects.requireNonNull(servers, "bootstrapServers");
    return this;
  }

  /** All partitions of these topics. */
  public KafkaSourceBuilder<T> topics(String... names) {
    return topics(Arrays.asList(names));
  }

  public KafkaSourceBuilder<T> topics(Collection<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no topic; name one at least");
    }
    return select(new TopicSelection.Topics(List.copyOf(names)));
  }

  /** All partitions of all topics whose whole name fits, also of those that come later. */
  public KafkaSourceBuilder<T> topicPattern(Pattern pattern) {
    return select(new TopicSelection.Like(pattern));
  }

  /** These partitions and no others. */
  public KafkaSourceBuilder<T> partitions(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      throw new IllegalArgumentException("no partition; name one at least");
    }
    return select(new TopicSelection.Partitions(Set.copyOf(partitions)));
  }

  private KafkaSourceBuilder<T> select(TopicSelection selection) {
    if (topics != null) {
      throw new IllegalArgumentException(
          "give topics, a topicPattern or partitions, and only one of them, once");
    }
    topics = selection;
    return this;
  }

  /**
   * The consumer group that is told, after each checkpoint, where the job stands: for monitoring,
   * and for whoever takes over. Nothing is committed without one.
   */
  public KafkaSourceBuilder<T> groupId(String group) {
    groupId = Objects.requireNonNull(group, "groupId");
    return this;
  }

  /** Where to begin without a checkpoint; at the earliest record by default. */
  public KafkaSourceBuilder<T> startingOffsets(StartingOffsets offsets) {
    starting = Objects.requireNonNull(offsets, "startingOffsets");
    return this;
  }

  /** Makes the source bounded. */
  public KafkaSourceBuilder<T> stoppingOffsets(StoppingOffsets offsets) {
    stopping = Objects.requireNonNull(offsets, "stoppingOffsets");
    return this;
  }

  /** How often new partitions and topics are looked for; 30 s by default, zero for never. */
  public KafkaSourceBuilder<T> discoveryInterval(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("discoveryInterval " + interval + " is negative");
    }
    discoveryInterval = interval;
    return this;
  }

  /** For how long the start of the job waits for the cluster; 10 s by default. */
  public KafkaSourceBuilder<T> connectTimeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("connectTimeout " + timeout + " is not positive");
    }
    connectTimeout = timeout;
    return this;
  }

  public KafkaSourceBuilder<T> deserializer(RecordDeserializer<T> records) {
    deserializer = Objects.requireNonNull(records, "deserializer");
    return this;
  }

  /** What becomes of records that the deserializer does not take; the job fails by default. */
  public KafkaSourceBuilder<T> undecodable(UndecodablePolicy policy) {
    undecodable = Objects.requireNonNull(policy, "undecodable");
    return this;
  }

  /** Any setting of Kafka's consumer, such as {@code security.protocol}. */
  public KafkaSourceBuilder<T> property(String key, Object value) {
    properties.put(key, value);
    return this;
  }

  public KafkaSourceBuilder<T> properties(Properties all) {
    properties.putAll(ClientSettings.toMap(all));
    return this;
  }

  /**
   * @throws IllegalArgumentException if something is missing, or does not go together
   */
  public KafkaSource<T> build() {
    require(bootstrapServers, "bootstrapServers");
    require(topics, "topics, a topicPattern or partitions");
    require(deserializer, "a deserializer");
    boolean asksGroup = asksGroup(starting) || stopping instanceof StoppingOffsets.Committed;
    if (asksGroup && groupId == null) {
      throw new IllegalArgumentException(
          "source '" + name + "': committed offsets are those of a group; give its groupId");
    }
    return new KafkaSource<>(
        new SourceConfig<>(
            name,
            new ClientSettings(bootstrapServers, properties, connectTimeout),
            topics,
            groupId,
            starting,
            stopping,
            discoveryInterval,
            deserializer,
            undecodable));
  }

  private static boolean asksGroup(StartingOffsets offsets) {
    return offsets instanceof StartingOffsets.Committed
        || offsets instanceof StartingOffsets.Explicit explicit && asksGroup(explicit.fallback());
  }

  private void require(Object given, String what) {
    if (given == null) {
      throw new IllegalArgumentException("source '" + name + "': give it " + what);
    }
  }
}
