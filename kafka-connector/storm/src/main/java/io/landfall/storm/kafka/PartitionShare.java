package io.landfall.storm.kafka;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.subscription.ManualPartitioner;
import org.apache.storm.kafka.spout.subscription.RoundRobinManualPartitioner;
import org.apache.storm.task.TopologyContext;

/** The partitions of one task. Pure. */
interface PartitionShare {

  /**
   * @param all sorted by topic and number
   */
  Set<TopicPartition> of(List<TopicPartition> all);

  /**
   * A partitioner of the user's is asked. Storm's own goes by the place in the list, so that a new
   * topic moves all partitions behind it to other tasks, which know nothing of their state; in its
   * place comes one that never moves any.
   */
  static PartitionShare of(ManualPartitioner partitioner, TopologyContext context) {
    if (partitioner.getClass() != RoundRobinManualPartitioner.class) {
      return all -> partitioner.getPartitionsForThisTask(all, context);
    }
    int tasks = context.getComponentTasks(context.getThisComponentId()).size();
    return stable(context.getThisTaskIndex(), tasks);
  }

  static PartitionShare stable(int taskIndex, int tasks) {
    return all -> {
      Set<TopicPartition> own = new LinkedHashSet<>();
      for (TopicPartition each : all) {
        if (Math.floorMod(each.topic().hashCode() + each.partition(), tasks) == taskIndex) {
          own.add(each);
        }
      }
      return own;
    };
  }
}
