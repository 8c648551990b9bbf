package io.landfall.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.kafka.client.KafkaRefusal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetResolverTest {

  private static final TopicPartition A = new TopicPartition("t", 0);
  private static final TopicPartition B = new TopicPartition("t", 1);
  private static final List<TopicPartition> BOTH = List.of(A, B);
  private static final long TIME_MS = 1_000;

  /** Partition 0 has offsets 10 to 99, partition 1 20 to 199; time 1,000 is at 50 and nowhere. */
  private static final class FixedOffsets implements OffsetQuestions {
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    @Override
    public Map<TopicPartition, Long> offsets(
        Collection<TopicPartition> partitions, OffsetSpec spec) {
      Map<TopicPartition, Long> found = new HashMap<>();
      for (TopicPartition each : partitions) {
        found.put(each, offset(each.equals(A), spec));
      }
      return found;
    }

    private static long offset(boolean first, OffsetSpec spec) {
      if (spec instanceof OffsetSpec.EarliestSpec) {
        return first ? 10 : 20;
      }
      if (spec instanceof OffsetSpec.LatestSpec) {
        return first ? 100 : 200;
      }
      return first ? 50 : -1;
    }

    @Override
    public Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> found = new HashMap<>(committed);
      found.keySet().retainAll(partitions);
      return found;
    }
  }

  private final FixedOffsets cluster = new FixedOffsets();

  private List<KafkaSplit> splits(StartingOffsets from, StoppingOffsets to) throws KafkaRefusal {
    return new OffsetResolver(cluster).splits(BOTH, from, to);
  }

  private static KafkaSplit first(long from, long to) {
    return new KafkaSplit("t", 0, from, to);
  }

  private static KafkaSplit second(long from, long to) {
    return new KafkaSplit("t", 1, from, to);
  }

  private static final long NO_STOP = KafkaSplit.NO_STOP;

  @Test
  void beginsAtTheEarliestOrBehindTheLatest() throws Exception {
    assertThat(splits(StartingOffsets.earliest(), null))
        .containsExactlyInAnyOrder(first(10, NO_STOP), second(20, NO_STOP));
    assertThat(splits(StartingOffsets.latest(), null))
        .containsExactlyInAnyOrder(first(100, NO_STOP), second(200, NO_STOP));
  }

  @Test
  void beginsAtTheEndWhereATimeIsBehindTheLastRecord() throws Exception {
    assertThat(splits(StartingOffsets.timestamp(Instant.ofEpochMilli(TIME_MS)), null))
        .containsExactlyInAnyOrder(first(50, NO_STOP), second(200, NO_STOP));
  }

  @Test
  void beginsWhereTheGroupStandsAndElsewhereAsTheFallbackSays() throws Exception {
    cluster.committed.put(B, 33L);
    assertThat(splits(StartingOffsets.committed(StartingOffsets.latest()), null))
        .containsExactlyInAnyOrder(first(100, NO_STOP), second(33, NO_STOP));
    assertThatThrownBy(() -> splits(StartingOffsets.committed(), null))
        .isInstanceOf(KafkaRefusal.class)
        .hasMessage(
            "the consumer group has no committed offset for t-0; give committed(...) a fallback");
  }

  @Test
  void beginsAtExplicitOffsetsAndElsewhereAtTheBeginning() throws Exception {
    assertThat(splits(StartingOffsets.offsets(Map.of(A, 42L)), null))
        .containsExactlyInAnyOrder(first(42, NO_STOP), second(20, NO_STOP));
  }

  @Test
  void stopsWhereItIsTold() throws Exception {
    StartingOffsets earliest = StartingOffsets.earliest();
    assertThat(splits(earliest, StoppingOffsets.latest()))
        .containsExactlyInAnyOrder(first(10, 100), second(20, 200));
    assertThat(splits(earliest, StoppingOffsets.timestamp(Instant.ofEpochMilli(TIME_MS))))
        .containsExactlyInAnyOrder(first(10, 50), second(20, 200));
    assertThat(splits(earliest, StoppingOffsets.offsets(Map.of(A, 11L, B, 22L))))
        .containsExactlyInAnyOrder(first(10, 11), second(20, 22));
    cluster.committed.putAll(Map.of(A, 70L, B, 80L));
    assertThat(splits(earliest, StoppingOffsets.committed()))
        .containsExactlyInAnyOrder(first(10, 70), second(20, 80));
  }

  @Test
  void refusesToGuessWhereAPartitionStops() {
    assertThatThrownBy(
            () -> splits(StartingOffsets.earliest(), StoppingOffsets.offsets(Map.of(B, 1L))))
        .hasMessageStartingWith("no stopping offset is given for t-0; name all partitions");
    assertThatThrownBy(() -> splits(StartingOffsets.earliest(), StoppingOffsets.committed()))
        .hasMessageContaining("t-0, t-1");
  }
}
