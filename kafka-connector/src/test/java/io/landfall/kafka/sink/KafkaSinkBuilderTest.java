package io.landfall.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.connector.TwoPhaseSink.InvalidSinkException;
import io.landfall.api.connector.TwoPhaseSink.Settings;
import io.landfall.kafka.serde.RecordFields;
import io.landfall.kafka.sink.KafkaSink.TransactionTimeouts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KafkaSinkBuilderTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static KafkaSinkBuilder<String> builder() {
    return KafkaSink.<String>builder()
        .bootstrapServers("localhost:1")
        .record(RecordFields.to("out"));
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> KafkaSink.<String>builder().build())
        .hasMessage("sink 'kafka-sink': give it bootstrapServers");
    assertThatThrownBy(() -> KafkaSink.<String>builder().bootstrapServers("b:1").build())
        .hasMessage("sink 'kafka-sink': give it a record(...)");
  }

  @Test
  void keepsTransactionalIdsToItself() {
    assertThatThrownBy(() -> builder().property("transactional.id", "mine").build())
        .hasMessageContaining("use transactionalIdPrefix");
    assertThatThrownBy(() -> builder().transactionalIdPrefix(" "))
        .hasMessageContaining("1 to 200 characters");
  }

  @Test
  void isExactlyOnceUnlessToldOtherwiseAndBlocks() {
    assertThat(builder().build().mayBlock()).isTrue();
    assertThat(builder().build().committableSerializer()).isNotNull();
  }

  @Test
  void refusesExactlyOnceWithoutCheckpoints() {
    assertThatThrownBy(
            () ->
                TransactionTimeouts.check(
                    Duration.ofMinutes(1), new Settings("job", "sink", false, SECOND, SECOND)))
        .isInstanceOf(InvalidSinkException.class)
        .hasMessageContaining("checkpoints are switched off");
  }

  @Test
  void refusesATimeoutThatIsTooShortOrTooLong() {
    Settings settings = new Settings("job", "sink", true, SECOND, SECOND);
    assertThatThrownBy(() -> TransactionTimeouts.check(Duration.ofMillis(1_999), settings))
        .hasMessageContaining("below two checkpoint intervals (2000 ms)");
    assertThatCode(() -> TransactionTimeouts.check(Duration.ofMillis(2_000), settings))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> TransactionTimeouts.check(Duration.ofMillis(60_001), 60_000))
        .hasMessageContaining("above the brokers' transaction.max.timeout.ms of 60000");
    assertThatCode(() -> TransactionTimeouts.check(Duration.ofMillis(60_001), -1))
        .as("brokers that do not tell refuse it themselves")
        .doesNotThrowAnyException();
  }

  @Test
  void handlesSurviveBeingWritten() throws Exception {
    PreparedTransaction prepared = new PreparedTransaction("a-0-1", 1L << 40, (short) 3, true, 9);
    var serializer = new PreparedTransaction.PreparedTransactionSerializer();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.write(prepared, new DataOutputStream(bytes));
    assertThat(serializer.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(prepared);
  }
}
