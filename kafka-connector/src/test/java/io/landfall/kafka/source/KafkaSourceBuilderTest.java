package io.landfall.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.connector.Source.InvalidSourceException;
import io.landfall.kafka.serde.RecordDeserializer;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KafkaSourceBuilderTest {

  private static KafkaSourceBuilder<String> builder() {
    return KafkaSource.<String>builder()
        .bootstrapServers("localhost:1")
        .deserializer(RecordDeserializer.strings());
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> builder().build())
        .hasMessage("source 'kafka-source': give it topics, a topicPattern or partitions");
    assertThatThrownBy(() -> KafkaSource.<String>builder().topics("a").build())
        .hasMessage("source 'kafka-source': give it bootstrapServers");
  }

  @Test
  void takesOneSelectionOfTopicsOnly() {
    assertThatThrownBy(() -> builder().topics("a").topicPattern(Pattern.compile("b")))
        .hasMessageContaining("only one of them");
  }

  @Test
  void wantsAGroupForCommittedOffsets() {
    StartingOffsets hidden =
        StartingOffsets.offsets(Map.of(), StartingOffsets.committed(StartingOffsets.latest()));
    assertThatThrownBy(() -> builder().topics("a").startingOffsets(hidden).build())
        .hasMessageContaining("give its groupId");
    assertThatThrownBy(
            () -> builder().topics("a").stoppingOffsets(StoppingOffsets.committed()).build())
        .hasMessageContaining("give its groupId");
    assertThat(builder().topics("a").startingOffsets(hidden).groupId("g").build().isBounded())
        .isFalse();
  }

  @Test
  void refusesSettingsThatMakeNoConsumer() {
    KafkaSource<String> wrong =
        builder().topics("a").property("isolation.level", "read_some").build();
    assertThatThrownBy(wrong::validate)
        .isInstanceOf(InvalidSourceException.class)
        .hasMessageContaining("read_some");
  }

  @Test
  void refusesAnAddressThatCannotBeOne() {
    KafkaSource<String> wrong =
        KafkaSource.<String>builder()
            .bootstrapServers("no-port")
            .topics("a")
            .deserializer(RecordDeserializer.strings())
            .connectTimeout(Duration.ofMillis(300))
            .build();
    assertThatThrownBy(wrong::validate)
        .isInstanceOf(InvalidSourceException.class)
        .hasMessageContaining("no-port")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesABrokerThatDoesNotAnswerAfterABoundedWait() {
    KafkaSource<String> unreachable =
        builder().topics("a").connectTimeout(Duration.ofMillis(300)).build();
    assertThatThrownBy(unreachable::validate)
        .isInstanceOf(InvalidSourceException.class)
        .hasMessage(
            "no answer from Kafka at localhost:1 within 300 ms; check the address, and that the"
                + " broker runs and can be reached from here");
  }
}
