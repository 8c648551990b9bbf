package io.landfall.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.serialization.Serializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaSplitTest {

  private static <T> byte[] write(Serializer<T> serializer, T value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.write(value, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static <T> T read(Serializer<T> serializer, byte[] bytes) throws IOException {
    return serializer.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  @Test
  void survivesBeingWritten() throws Exception {
    var serializer = new KafkaSplit.KafkaSplitSerializer();
    KafkaSplit split = new KafkaSplit("ärger", 7, 1L << 40, KafkaSplit.NO_STOP);
    assertThat(read(serializer, write(serializer, split))).isEqualTo(split);
  }

  @Test
  void refusesAFormatThatItDoesNotKnow() throws Exception {
    var serializer = new KafkaSplit.KafkaSplitSerializer();
    byte[] bytes = write(serializer, new KafkaSplit("t", 0, 0, 0));
    bytes[0] = 9;
    assertThatThrownBy(() -> read(serializer, bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 9, expected 1");
  }

  @Test
  void rememberedPartitionsSurviveBeingWritten() throws Exception {
    var serializer = new KnownPartitions.KnownPartitionsSerializer();
    KnownPartitions known =
        KnownPartitions.NONE.and(Set.of(new TopicPartition("a", 0), new TopicPartition("b", 12)));
    assertThat(read(serializer, write(serializer, known))).isEqualTo(known);
    assertThat(known.discovered()).isTrue();
    assertThat(read(serializer, write(serializer, KnownPartitions.NONE)))
        .isEqualTo(KnownPartitions.NONE);
  }

  @Test
  void theSubtasksGetEquallyManyPartitionsOfATopic() {
    for (int parallelism = 1; parallelism <= 4; parallelism++) {
      Set<Integer> subtasks = new HashSet<>();
      for (int partition = 0; partition < parallelism; partition++) {
        int subtask =
            PartitionAssigner.subtaskOf(new TopicPartition("orders", partition), parallelism);
        assertThat(subtask).isBetween(0, parallelism - 1);
        subtasks.add(subtask);
      }
      assertThat(subtasks).hasSize(parallelism);
    }
  }
}
