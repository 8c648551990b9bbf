package io.landfall.storm.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpoutPositionsTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 3);

  private final SpoutPositions positions = new SpoutPositions();

  @BeforeEach
  void startAtTen() {
    positions.start(PARTITION, 10);
  }

  private static KafkaSpoutMessageId id(long offset) {
    return new KafkaSpoutMessageId(PARTITION, offset);
  }

  @Test
  void commitsUpToTheFirstThatIsOpen() {
    positions.emitted(id(10));
    positions.emitted(id(11));
    positions.emitted(id(12));
    positions.acked(id(11));
    assertThat(positions.committable(PARTITION)).hasValue(10);
    positions.acked(id(10));
    assertThat(positions.committable(PARTITION)).hasValue(12);
    positions.acked(id(12));
    assertThat(positions.committable(PARTITION)).hasValue(13);
  }

  @Test
  void commitsBehindWhatIsSkipped() {
    positions.skipped(PARTITION, 14);
    assertThat(positions.committable(PARTITION)).hasValue(15);
  }

  @Test
  void commitsNothingOfAPartitionThatIsNotItsOwn() {
    TopicPartition other = new TopicPartition("t", 4);
    positions.acked(new KafkaSpoutMessageId(other, 7));
    assertThat(positions.committable(other)).isEmpty();
  }

  @Test
  void keepsAFailedOneOpenUntilItIsAcked() {
    positions.emitted(id(10));
    positions.emitted(id(11));
    positions.failed(id(10));
    positions.acked(id(11));
    assertThat(positions.failed()).containsExactly(id(10));
    positions.emitted(id(10));
    assertThat(positions.hasFailed()).isFalse();
    assertThat(positions.next(PARTITION)).as("a retry does not go back").isEqualTo(12);
    assertThat(positions.committable(PARTITION)).hasValue(10);
    positions.acked(id(10));
    assertThat(positions.committable(PARTITION)).hasValue(12);
    assertThat(positions.openIn(PARTITION)).isZero();
  }
}
