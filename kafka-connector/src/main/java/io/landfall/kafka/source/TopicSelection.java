package io.landfall.kafka.source;

import io.landfall.kafka.client.ClusterCheck;
import io.landfall.kafka.client.KafkaRefusal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;

/** Which partitions a source reads. */
sealed interface TopicSelection {

  /** Those that there are now. */
  Set<TopicPartition> find(ClusterCheck cluster) throws KafkaRefusal;

  /** All partitions of these topics. */
  record Topics(List<String> names) implements TopicSelection {
    @Override
    public Set<TopicPartition> find(ClusterCheck cluster) throws KafkaRefusal {
      return allOf(cluster.topics(names, AclOperation.READ));
    }
  }

  /** All partitions of all topics whose whole name fits, also of those that come later. */
  record Like(Pattern pattern) implements TopicSelection {
    @Override
    public Set<TopicPartition> find(ClusterCheck cluster) throws KafkaRefusal {
      Set<String> names = cluster.topicsLike(pattern);
      return names.isEmpty() ? Set.of() : allOf(cluster.topics(names, AclOperation.READ));
    }
  }

  /** These and no others. */
  record Partitions(Set<TopicPartition> partitions) implements TopicSelection {
    @Override
    public Set<TopicPartition> find(ClusterCheck cluster) throws KafkaRefusal {
      Set<String> names = new TreeSet<>();
      partitions.forEach(each -> names.add(each.topic()));
      Map<String, Integer> counts = cluster.topics(names, AclOperation.READ);
      for (TopicPartition each : partitions) {
        int count = counts.get(each.topic());
        if (each.partition() >= count) {
          throw new KafkaRefusal(
              "partition "
                  + each
                  + " does not exist: topic '"
                  + each.topic()
                  + "' has "
                  + count
                  + (count == 1 ? " partition" : " partitions")
                  + ", counted from 0");
        }
      }
      return partitions;
    }
  }

  private static Set<TopicPartition> allOf(Map<String, Integer> counts) {
    Set<TopicPartition> all = new HashSet<>();
    counts.forEach(
        (topic, count) -> {
          for (int partition = 0; partition < count; partition++) {
            all.add(new TopicPartition(topic, partition));
          }
        });
    return all;
  }
}
