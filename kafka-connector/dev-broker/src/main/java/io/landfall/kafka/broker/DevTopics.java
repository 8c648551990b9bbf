package io.landfall.kafka.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics of a broker that has one node. */
public final class DevTopics {

  /**
   * Creates those that are not there, and waits until the broker shows all of them to its clients:
   * the controller says that a topic is made before the broker knows, and a client that asks in
   * between sees no topic, or one without partitions.
   *
   * @param topics the number of partitions of each
   */
  public static void create(String bootstrap, Map<String, Integer> topics)
      throws InterruptedException, ExecutionException {
    if (topics.isEmpty()) {
      return;
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing = new ArrayList<>();
      topics.forEach(
          (name, partitions) -> {
            if (!present.contains(name)) {
              missing.add(new NewTopic(name, partitions, (short) 1));
            }
          });
      admin.createTopics(missing).all().get();
      while (!allShown(admin, topics.keySet(), missing)) {
        // Each look asks the broker, so this does not spin.
      }
    }
  }

  private static boolean allShown(Admin admin, Set<String> names, List<NewTopic> created)
      throws InterruptedException, ExecutionException {
    Map<String, TopicDescription> shown;
    try {
      shown = admin.describeTopics(names).allTopicNames().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
    return created.stream()
            .allMatch(each -> shown.get(each.name()).partitions().size() == each.numPartitions())
        && shown.values().stream()
            .flatMap(each -> each.partitions().stream())
            .allMatch(each -> each.leader() != null);
  }

  private DevTopics() {}
}
