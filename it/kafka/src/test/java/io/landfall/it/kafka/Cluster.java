package io.landfall.it.kafka;

import io.landfall.kafka.broker.BrokerProcess;
import io.landfall.kafka.broker.DevTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TransactionListing;

/** The broker of these trials, and topics on it. */
final class Cluster implements AutoCloseable {

  private final BrokerProcess broker;
  private int topics;

  private Cluster(BrokerProcess broker) {
    this.broker = broker;
  }

  /** Looks twice a second for transactions that have outlived their timeout. */
  static Cluster start(Path folder) throws Exception {
    String classPath =
        Path.of(System.getProperty("landfall.it.root"))
                .toAbsolutePath()
                .normalize()
                .resolve("kafka-connector/dev-broker/target/dist")
            + "/*";
    Map<String, String> settings = new HashMap<>();
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("allow.everyone.if.no.acl.found", "true");
    return new Cluster(BrokerProcess.start(classPath, folder, 0, settings));
  }

  BrokerProcess broker() {
    return broker;
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrap()));
  }

  /** A new topic with a name of its own. */
  String newTopic(String kind, int partitions) throws Exception {
    String name = kind + "-" + topics++;
    DevTopics.create(bootstrap(), Map.of(name, partitions));
    return name;
  }

  void raisePartitions(String topic, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
    }
  }

  /** What the broker knows of transactions. */
  List<TransactionListing> transactions() throws Exception {
    try (Admin admin = admin()) {
      return List.copyOf(admin.listTransactions().all().get());
    }
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }

  static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("landfall.it.outageSeconds"));
}
