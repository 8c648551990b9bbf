package io.landfall.storm.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionShareTest {

  private static List<TopicPartition> partitions(String topic, int count) {
    List<TopicPartition> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new TopicPartition(topic, i));
    }
    return all;
  }

  @Test
  void givesEachPartitionToOneTaskAndEachTaskAsMany() {
    List<TopicPartition> all = partitions("numbers", 12);
    List<TopicPartition> given = new ArrayList<>();
    for (int task = 0; task < 3; task++) {
      Set<TopicPartition> own = PartitionShare.stable(task, 3).of(all);
      assertThat(own).hasSize(4);
      given.addAll(own);
    }
    assertThat(given).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void movesNoPartitionWhenTopicsAndPartitionsCome() {
    List<TopicPartition> before = partitions("m", 5);
    List<TopicPartition> after = new ArrayList<>(partitions("a", 3));
    after.addAll(partitions("m", 8));
    for (int task = 0; task < 3; task++) {
      PartitionShare share = PartitionShare.stable(task, 3);
      assertThat(share.of(after)).containsAll(share.of(before));
    }
  }
}
