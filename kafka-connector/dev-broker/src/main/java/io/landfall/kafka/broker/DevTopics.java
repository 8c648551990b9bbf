package io.landfall.kafka.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics of a broker that has one node. */
final class DevTopics {

  /** Creates those that are not there. */
  static void create(String bootstrap, Map<String, Integer> topics)
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
    }
  }

  private DevTopics() {}
}
