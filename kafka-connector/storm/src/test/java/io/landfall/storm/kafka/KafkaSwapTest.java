package io.landfall.storm.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.storm.swap.ComponentSwap.Swapped;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.storm.kafka.bolt.KafkaBolt;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.testing.TestWordSpout;
import org.junit.jupiter.api.Test;

class KafkaSwapTest {

  private static final Map<String, Object> CONF = Map.of();

  private final KafkaSwap swap = new KafkaSwap();

  private static KafkaSpoutConfig<String, String> config() {
    return KafkaSpoutConfig.builder("localhost:1", "t").build();
  }

  private static KafkaBolt<String, String> bolt(String... settings) {
    Properties producer = new Properties();
    producer.put("bootstrap.servers", "localhost:1");
    producer.put("key.serializer", StringSerializer.class.getName());
    producer.put("value.serializer", StringSerializer.class.getName());
    for (int i = 0; i < settings.length; i += 2) {
      producer.put(settings[i], settings[i + 1]);
    }
    return new KafkaBolt<String, String>().withProducerProperties(producer).withTopicSelector("t");
  }

  @Test
  void swapsKafkaSpout() {
    Swapped swapped = swap.swap("s", new KafkaSpout<>(config()), CONF);
    assertThat(swapped.component()).isInstanceOf(ExactKafkaSpout.class);
  }

  @Test
  void leavesWhatInheritsFromIt() {
    assertThat(swap.swap("s", new KafkaSpout<>(config()) {}, CONF)).isNull();
    assertThat(swap.swap("s", new TestWordSpout(), CONF)).isNull();
  }

  @Test
  void swapsKafkaBolt() {
    Swapped swapped = swap.swap("b", bolt("linger.ms", "5"), CONF);
    assertThat(swapped.component()).isInstanceOf(ExactKafkaBolt.class);
    assertThat(((ExactKafkaBolt) swapped.component()).sink().name()).isEqualTo("b");
  }

  @Test
  void leavesABoltWhoseProducerRunsCodeOfTheUsers() {
    assertThat(swap.swap("b", bolt("partitioner.class", "com.acme.Own"), CONF)).isNull();
    assertThat(swap.swap("b", bolt("interceptor.classes", "com.acme.Own"), CONF)).isNull();
  }

  @Test
  void takesTheTopicFromTheConfigurationAsStormDoes() {
    KafkaBolt<String, String> without =
        new KafkaBolt<String, String>().withProducerProperties(new Properties());
    assertThat(swap.swap("b", without, CONF)).isNull();
  }
}
