package io.landfall.kafka.source;

import io.landfall.api.connector.SplitEnumerator;

/** Hands partitions to readers as they are found. Job thread only. */
final class KafkaEnumerator implements SplitEnumerator<KafkaSplit, KnownPartitions> {

  /** How often what the discovery has found is fetched: a look at an empty queue, mostly. */
  private static final long FETCH_PERIOD_MS = 10;

  private final SourceConfig<?> config;
  private final PartitionDiscovery discovery;
  private KnownPartitions known;
  private Context<KafkaSplit> context;

  KafkaEnumerator(SourceConfig<?> config, KnownPartitions restored) {
    this.config = config;
    this.known = restored == null ? KnownPartitions.NONE : restored;
    this.discovery = new PartitionDiscovery(config, known);
  }

  @Override
  public void start(Context<KafkaSplit> enumeratorContext) {
    context = enumeratorContext;
    if (known.discovered() && isSettled()) {
      endSplits();
      return;
    }
    discovery.start();
    context.schedule(FETCH_PERIOD_MS, this::fetch);
  }

  /** True if no partition is looked for once all have been found. */
  private boolean isSettled() {
    return config.stopping() != null;
  }

  private void fetch() throws Exception {
    for (PartitionDiscovery.Look look; (look = discovery.poll()) != null; ) {
      if (look.failure() != null) {
        throw look.failure();
      }
      known = known.and(look.found());
      for (KafkaSplit split : look.splits()) {
        if (!split.isFinished()) {
          context.assign(
              split, PartitionAssigner.subtaskOf(split.topicPartition(), context.parallelism()));
        }
      }
      if (isSettled()) {
        endSplits();
      }
    }
  }

  private void endSplits() {
    for (int subtask = 0; subtask < context.parallelism(); subtask++) {
      context.noMoreSplits(subtask);
    }
  }

  @Override
  public void onSplitRequest(int subtaskIndex) {}

  @Override
  public KnownPartitions snapshot(long checkpointId) {
    return known;
  }

  @Override
  public void close() {
    discovery.close();
  }
}
