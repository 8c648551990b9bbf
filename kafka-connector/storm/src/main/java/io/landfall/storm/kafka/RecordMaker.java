package io.landfall.storm.kafka;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.storm.kafka.bolt.KafkaBolt;
import org.apache.storm.kafka.bolt.mapper.FieldNameBasedTupleToKafkaMapper;
import org.apache.storm.kafka.bolt.mapper.TupleToKafkaMapper;
import org.apache.storm.kafka.bolt.selector.DefaultTopicSelector;
import org.apache.storm.kafka.bolt.selector.KafkaTopicSelector;
import org.apache.storm.tuple.Tuple;

/**
 * Makes records of tuples as a {@code KafkaBolt} does, with the topology's own mapper, selector and
 * serializers. The task's thread only.
 */
final class RecordMaker<K, V> implements AutoCloseable {

  /** What would have to run inside the producer, which is not the topology's. */
  private static final List<String> NOT_CARRIED_OVER =
      List.of(
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG);

  private final Map<String, Object> properties;
  private final TupleToKafkaMapper<K, V> mapper;
  private final KafkaTopicSelector topics;
  private Serializer<K> keys;
  private Serializer<V> values;

  private RecordMaker(
      Map<String, Object> properties, TupleToKafkaMapper<K, V> mapper, KafkaTopicSelector topics) {
    this.properties = properties;
    this.mapper = mapper;
    this.topics = topics;
  }

  /**
   * @param conf the bolt's, which may name the topic
   */
  @SuppressWarnings("unchecked")
  static <K, V> RecordMaker<K, V> of(KafkaBolt<K, V> bolt, Map<String, Object> conf)
      throws NotSwappable, ReflectiveOperationException {
    if (field(bolt, "providedCallback") != null) {
      throw new NotSwappable("its callback wants to know of each record when it is written");
    }
    Map<String, Object> properties = new HashMap<>();
    Properties own = (Properties) field(bolt, "boltSpecifiedProperties");
    own.stringPropertyNames().forEach(name -> properties.put(name, own.getProperty(name)));
    own.forEach((name, value) -> properties.put(String.valueOf(name), value));
    for (String setting : NOT_CARRIED_OVER) {
      if (properties.containsKey(setting)) {
        throw new NotSwappable("its producer sets " + setting);
      }
    }
    var mapper = (TupleToKafkaMapper<K, V>) field(bolt, "mapper");
    return new RecordMaker<>(
        properties,
        mapper == null ? new FieldNameBasedTupleToKafkaMapper<>() : mapper,
        topics((KafkaTopicSelector) field(bolt, "topicSelector"), conf));
  }

  private static KafkaTopicSelector topics(KafkaTopicSelector own, Map<String, Object> conf)
      throws NotSwappable {
    if (own != null) {
      return own;
    }
    Object topic = conf.get(KafkaBolt.TOPIC);
    if (topic == null) {
      throw new NotSwappable("it has neither a topic selector nor the setting " + KafkaBolt.TOPIC);
    }
    return new DefaultTopicSelector(topic.toString());
  }

  private static Object field(KafkaBolt<?, ?> bolt, String name)
      throws ReflectiveOperationException {
    Field field = KafkaBolt.class.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(bolt);
  }

  /** The producer's. */
  Map<String, Object> properties() {
    return properties;
  }

  void open() {
    keys = serializer(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, true);
    values = serializer(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, false);
  }

  @SuppressWarnings("unchecked")
  private <T> Serializer<T> serializer(String setting, boolean isKey) {
    Object named = properties.get(setting);
    try {
      Serializer<T> made =
          named instanceof Class<?> type
              ? (Serializer<T>) Utils.newInstance(type)
              : Utils.newInstance(String.valueOf(named), Serializer.class);
      made.configure(properties, isKey);
      return made;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("KafkaBolt: no class " + named + " for " + setting, e);
    }
  }

  /** {@code {topic, key, value}}, the last two as bytes; null for a tuple that goes to no topic. */
  Object[] make(Tuple tuple) {
    String topic = topics.getTopic(tuple);
    if (topic == null) {
      return null;
    }
    K key = mapper.getKeyFromTuple(tuple);
    V value = mapper.getMessageFromTuple(tuple);
    return new Object[] {topic, keys.serialize(topic, key), values.serialize(topic, value)};
  }

  @Override
  public void close() {
    if (keys != null) {
      keys.close();
    }
    if (values != null) {
      values.close();
    }
  }
}
