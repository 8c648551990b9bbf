package io.landfall.kafka.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Questions to a cluster before a job starts. Each waits for {@link ClientSettings#connectTimeout}
 * at most. One thread.
 */
public final class ClusterCheck implements AutoCloseable {

  private static final int TOPICS_NAMED = 5;

  private final ClientSettings settings;
  private final Admin admin;

  private ClusterCheck(ClientSettings settings, Admin admin) {
    this.settings = settings;
    this.admin = admin;
  }

  /**
   * @throws KafkaRefusal if the settings make no client, or nobody answers
   */
  public static ClusterCheck connect(ClientSettings settings) throws KafkaRefusal {
    Admin admin;
    try {
      admin = Admin.create(settings.forAdmin("landfall-check"));
    } catch (KafkaException e) {
      throw new KafkaRefusal(
          "no Kafka client can be made for '"
              + settings.bootstrapServers()
              + "': "
              + rootMessage(e)
              + "; check bootstrapServers and the client's properties",
          e);
    }
    ClusterCheck check = new ClusterCheck(settings, admin);
    try {
      check.get("ask for the cluster", admin.describeCluster().nodes());
      return check;
    } catch (KafkaRefusal e) {
      check.close();
      throw e;
    }
  }

  public Admin admin() {
    return admin;
  }

  /**
   * Partition counts by topic.
   *
   * @param operation what the job will do with them
   * @throws KafkaRefusal naming those that do not exist, or may not be used so
   */
  public Map<String, Integer> topics(Collection<String> topics, AclOperation operation)
      throws KafkaRefusal {
    Map<String, KafkaFuture<TopicDescription>> asked =
        admin
            .describeTopics(
                List.copyOf(topics), new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    Map<String, Integer> partitions = new TreeMap<>();
    Set<String> missing = new TreeSet<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> each : asked.entrySet()) {
      String topic = each.getKey();
      try {
        TopicDescription found = await(each.getValue());
        if (!permits(found.authorizedOperations(), operation)) {
          throw notPermitted(operation, "topic '" + topic + "'", null);
        }
        partitions.put(topic, found.partitions().size());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          missing.add(topic);
        } else if (e.getCause() instanceof InvalidTopicException) {
          throw new KafkaRefusal("'" + topic + "' is no name for a topic", e);
        } else if (e.getCause() instanceof AuthorizationException) {
          throw notPermitted(operation, "topic '" + topic + "'", e);
        } else {
          throw failed("describe topic '" + topic + "'", e.getCause());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw missing(missing);
    }
    return partitions;
  }

  /**
   * Looks at what is known of a group's permissions: brokers hide those of one that is not there
   * yet, so a missing one may only show when the job runs.
   *
   * @throws KafkaRefusal if offsets cannot be committed
   */
  public void mayCommitFor(String group) throws KafkaRefusal {
    String resource = "group '" + group + "'";
    try {
      Set<AclOperation> permitted =
          await(
                  admin
                      .describeConsumerGroups(
                          List.of(group),
                          new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                      .describedGroups()
                      .get(group))
              .authorizedOperations();
      if (!permits(permitted, AclOperation.READ)) {
        throw notPermitted(AclOperation.READ, resource, null);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw notPermitted(AclOperation.READ, resource, e);
      }
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw failed("describe " + resource, e.getCause());
      }
    }
  }

  /**
   * Whether a transactional id may be asked about, as whoever may write to it may.
   *
   * @throws KafkaRefusal if not
   */
  public void mayUseTransactionalId(String id) throws KafkaRefusal {
    try {
      await(admin.describeTransactions(List.of(id)).description(id));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw notPermitted(AclOperation.WRITE, "transactional id '" + id + "'", e);
      }
      if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
        throw failed("describe transactional id '" + id + "'", e.getCause());
      }
    }
  }

  /** True also if the brokers do not tell. */
  private static boolean permits(Set<AclOperation> told, AclOperation wanted) {
    return told == null
        || told.isEmpty()
        || told.contains(wanted)
        || told.contains(AclOperation.ALL);
  }

  /** Names of topics that fit; never those of Kafka itself. */
  public Set<String> topicsLike(Pattern pattern) throws KafkaRefusal {
    Set<String> all = get("list topics", admin.listTopics().names());
    Set<String> fitting = new TreeSet<>();
    for (String topic : all) {
      if (pattern.matcher(topic).matches()) {
        fitting.add(topic);
      }
    }
    return fitting;
  }

  /** The brokers' limit for transactions in ms, or -1 if they do not tell. */
  public long maxTransactionTimeoutMs() throws KafkaRefusal {
    Collection<Node> nodes = get("list brokers", admin.describeCluster().nodes());
    long smallest = Long.MAX_VALUE;
    for (Node node : nodes) {
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
      try {
        ConfigEntry limit =
            await(admin.describeConfigs(List.of(broker)).all())
                .get(broker)
                .get("transaction.max.timeout.ms");
        if (limit != null) {
          smallest = Math.min(smallest, Long.parseLong(limit.value()));
        }
      } catch (ExecutionException e) {
        // Many may write who may not ask for this; the broker checks it again in any case.
        return -1;
      }
    }
    return smallest == Long.MAX_VALUE ? -1 : smallest;
  }

  /**
   * The answer to {@code future}.
   *
   * @param deed what is asked for, as "list topics"
   */
  public <T> T get(String deed, KafkaFuture<T> future) throws KafkaRefusal {
    try {
      return await(future);
    } catch (ExecutionException e) {
      throw failed(deed, e.getCause());
    }
  }

  private static <T> T await(KafkaFuture<T> future) throws ExecutionException, KafkaRefusal {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaRefusal("interrupted while waiting for Kafka", e);
    }
  }

  private KafkaRefusal missing(Set<String> topics) {
    StringBuilder names = new StringBuilder();
    topics.stream()
        .limit(TOPICS_NAMED)
        .forEach(topic -> names.append(names.isEmpty() ? "'" : "', '").append(topic));
    names.append('\'');
    if (topics.size() > TOPICS_NAMED) {
      names.append(" and ").append(topics.size() - TOPICS_NAMED).append(" more");
    }
    return new KafkaRefusal(
        (topics.size() == 1 ? "topic " : "topics ")
            + names
            + (topics.size() == 1 ? " does" : " do")
            + " not exist at "
            + settings.bootstrapServers()
            + "; create "
            + (topics.size() == 1 ? "it" : "them")
            + " or correct the name");
  }

  /** What went wrong, for {@code deed} as in "list topics". */
  private KafkaRefusal failed(String deed, Throwable cause) {
    if (cause instanceof TimeoutException) {
      return new KafkaRefusal(
          "no answer from Kafka at "
              + settings.bootstrapServers()
              + " within "
              + settings.connectTimeout().toMillis()
              + " ms; check the address, and that the broker runs and can be reached from here",
          cause);
    }
    if (cause instanceof AuthenticationException) {
      return new KafkaRefusal(
          "Kafka at "
              + settings.bootstrapServers()
              + " does not accept the credentials: "
              + cause.getMessage()
              + "; check security.protocol and the sasl or ssl properties",
          cause);
    }
    if (cause instanceof AuthorizationException) {
      return new KafkaRefusal(
          "not permitted to " + deed + ": " + cause.getMessage() + "; have it granted", cause);
    }
    return new KafkaRefusal("could not " + deed + ": " + rootMessage(cause), cause);
  }

  /** What {@code operation} on {@code resource} needs and the user has not. */
  public static KafkaRefusal notPermitted(
      AclOperation operation, String resource, Throwable cause) {
    return new KafkaRefusal(
        "no permission for "
            + operation
            + " on "
            + resource
            + "; have it granted to the user that the job runs as",
        cause);
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ofSeconds(1));
  }
}
