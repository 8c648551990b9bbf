package io.landfall.kafka.source;

import io.landfall.kafka.client.ClusterCheck;
import io.landfall.kafka.client.KafkaRefusal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for partitions, on a thread of its own, and settles where each is read from. The first look
 * that ever succeeds counts as the first; a failing one fails the job only before that, since what
 * is known already can be read without it.
 */
final class PartitionDiscovery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionDiscovery.class);

  /**
   * What a look came to.
   *
   * @param found partitions that were not known before
   * @param failure null if there was none
   */
  record Look(Set<TopicPartition> found, List<KafkaSplit> splits, Exception failure) {}

  private final SourceConfig<?> config;
  private final Queue<Look> looks = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService executor;

  /** Of the discovery's thread alone, as is the one below. */
  private KnownPartitions known;

  private ClusterCheck cluster;

  PartitionDiscovery(SourceConfig<?> config, KnownPartitions known) {
    this.config = config;
    this.known = known;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "kafka-discovery-" + config.name());
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    Duration interval = config.discoveryInterval();
    if (interval.isZero() || config.stopping() != null) {
      executor.execute(this::look);
    } else {
      executor.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The next look that nobody has taken yet, or null. Any thread. */
  Look poll() {
    return looks.poll();
  }

  private void look() {
    try {
      Set<TopicPartition> found = new HashSet<>(find());
      Set<TopicPartition> gone = new HashSet<>(known.partitions());
      gone.removeAll(found);
      if (!gone.isEmpty()) {
        LOG.warn("source '{}': partitions are no longer there: {}", config.name(), gone);
      }
      found.removeAll(known.partitions());
      if (found.isEmpty() && known.discovered()) {
        return;
      }
      ClusterOffsets offsets = new ClusterOffsets(cluster, config.isolation(), config.groupId());
      List<KafkaSplit> splits =
          new OffsetResolver(offsets)
              .splits(
                  found,
                  known.discovered() ? StartingOffsets.earliest() : config.starting(),
                  config.stopping());
      known = known.and(found);
      looks.add(new Look(found, splits, null));
    } catch (KafkaRefusal | RuntimeException e) {
      if (known.discovered()) {
        LOG.warn(
            "source '{}': cannot look for new partitions now, will try again: {}",
            config.name(),
            e.getMessage());
      } else {
        looks.add(new Look(Set.of(), List.of(), e));
      }
    }
  }

  private Set<TopicPartition> find() throws KafkaRefusal {
    if (cluster == null) {
      cluster = ClusterCheck.connect(config.client());
    }
    return config.topics().find(cluster);
  }

  /** Does not wait for a look that is under way. */
  @Override
  public void close() {
    executor.execute(
        () -> {
          if (cluster != null) {
            cluster.close();
          }
        });
    executor.shutdown();
  }
}
