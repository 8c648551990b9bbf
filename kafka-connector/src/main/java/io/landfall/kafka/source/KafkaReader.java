package io.landfall.kafka.source;

import io.landfall.api.connector.Source.ReaderContext;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.function.Counter;
import io.landfall.kafka.serde.RecordDeserializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Turns what its fetcher brings into values. Positions are those of emitted records, however much
 * further the fetcher is. Task thread only.
 */
final class KafkaReader<T> implements SourceReader<T, KafkaSplit> {

  /** A split under way. */
  private static final class Position {
    private final KafkaSplit split;
    private long nextOffset;

    Position(KafkaSplit split) {
      this.split = split;
      this.nextOffset = split.nextOffset();
    }
  }

  private final SourceConfig<T> config;
  private final RecordDeserializer<T> deserializer;
  private final PartitionFetcher fetcher;
  private final UndecodableHandler undecodable;
  private final Counter bytes;
  private final Map<TopicPartition, Position> positions = new LinkedHashMap<>();

  /** Where finished splits ended, until that has been committed to the group. */
  private final Map<TopicPartition, Long> finished = new HashMap<>();

  private final NavigableMap<Long, Map<TopicPartition, OffsetAndMetadata>> toCommit =
      new TreeMap<>();
  private List<FetchedPartition> batch = List.of();
  private int nextPartition;
  private int nextRecord;
  private boolean noMoreSplits;

  KafkaReader(SourceConfig<T> config, ReaderContext context) {
    this.config = config;
    this.deserializer = config.deserializer().duplicate();
    this.fetcher = new PartitionFetcher(config, context.subtaskIndex(), context::wakeUp);
    this.bytes = context.counter("bytes-in");
    this.undecodable = new UndecodableHandler(config, context.counter("undecodable"));
    context.gauge("lag", fetcher::lag);
    context.gauge("failed-offset-commits", fetcher::failedCommits);
  }

  @Override
  public void open() {
    fetcher.start();
  }

  @Override
  public Status poll(RecordOutput<T> output, int maxRecords) throws Exception {
    int left = maxRecords;
    while (left > 0) {
      if (nextPartition == batch.size() && !fetch()) {
        break;
      }
      left -= emit(output, batch.get(nextPartition), left);
      if (output.isBackpressured()) {
        return Status.MORE;
      }
    }
    if (left < maxRecords) {
      return Status.MORE;
    }
    return hasEnded() ? Status.END : Status.NOTHING_NOW;
  }

  private boolean hasEnded() {
    return noMoreSplits && positions.isEmpty();
  }

  private boolean fetch() throws Exception {
    List<FetchedPartition> next = fetcher.poll();
    if (next == null) {
      return false;
    }
    batch = next;
    nextPartition = 0;
    nextRecord = 0;
    return true;
  }

  /**
   * Emits from one partition, and goes to the next behind its last record.
   *
   * @return how many records were taken, 1 at least
   */
  private int emit(RecordOutput<T> output, FetchedPartition from, int maxRecords) throws Exception {
    Position position = positions.get(from.partition());
    RecordOutput<T> ofSplit = output.ofSplit(position.split.splitId());
    List<ConsumerRecord<byte[], byte[]>> records = from.records();
    int first = nextRecord;
    int end = Math.min(records.size(), first + maxRecords);
    long stop = position.split.stopOffset();
    long read = 0;
    int i = first;
    while (i < end) {
      ConsumerRecord<byte[], byte[]> record = records.get(i++);
      if (record.offset() >= stop) {
        i = records.size();
        break;
      }
      read += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
      position.nextOffset = record.offset() + 1;
      emit(record, ofSplit);
      if (output.isBackpressured()) {
        break;
      }
    }
    bytes.add(read);
    nextRecord = i;
    if (i >= records.size()) {
      endPartition(output, from, position);
    }
    return Math.max(1, i - first);
  }

  private void emit(ConsumerRecord<byte[], byte[]> record, RecordOutput<T> output)
      throws Exception {
    T value;
    try {
      value = deserializer.deserialize(record);
    } catch (Exception e) {
      undecodable.handle(record, e, output);
      return;
    }
    if (value != null) {
      long timestampMs = record.timestamp();
      output.emit(value, timestampMs < 0 ? Long.MIN_VALUE : timestampMs);
    }
  }

  private void endPartition(RecordOutput<T> output, FetchedPartition from, Position position) {
    position.nextOffset =
        Math.max(position.nextOffset, Math.min(from.nextOffset(), position.split.stopOffset()));
    if (from.finished()) {
      positions.remove(from.partition());
      finished.put(from.partition(), position.nextOffset);
      output.endSplit(position.split.splitId());
    }
    nextPartition++;
    nextRecord = 0;
  }

  @Override
  public void addSplits(List<KafkaSplit> splits) {
    List<KafkaSplit> added = new ArrayList<>();
    for (KafkaSplit split : splits) {
      if (!split.isFinished()) {
        positions.put(split.topicPartition(), new Position(split));
        added.add(split);
      }
    }
    if (!added.isEmpty()) {
      fetcher.add(added);
    }
  }

  /** What was fetched of them before still comes. */
  @Override
  public void pauseSplits(Set<String> splitIds) {
    Set<TopicPartition> ahead = new HashSet<>();
    for (Position each : positions.values()) {
      if (splitIds.contains(each.split.splitId())) {
        ahead.add(each.split.topicPartition());
      }
    }
    fetcher.hold(ahead);
  }

  @Override
  public void noMoreSplits() {
    noMoreSplits = true;
  }

  @Override
  public List<KafkaSplit> snapshot(long checkpointId) throws Exception {
    undecodable.flush();
    List<KafkaSplit> splits = new ArrayList<>(positions.size());
    positions.values().forEach(each -> splits.add(each.split.at(each.nextOffset)));
    if (config.groupId() != null) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      finished.forEach((each, offset) -> offsets.put(each, new OffsetAndMetadata(offset)));
      splits.forEach(
          each -> offsets.put(each.topicPartition(), new OffsetAndMetadata(each.nextOffset())));
      toCommit.put(checkpointId, offsets);
    }
    return splits;
  }

  @Override
  public void onCheckpointComplete(long checkpointId) {
    Map.Entry<Long, Map<TopicPartition, OffsetAndMetadata>> newest =
        toCommit.floorEntry(checkpointId);
    if (newest != null) {
      if (!newest.getValue().isEmpty()) {
        fetcher.commit(newest.getValue());
      }
      // A split may have come to its end since that snapshot, which has an earlier offset then.
      finished.entrySet().removeIf(each -> isCommitted(each, newest.getValue()));
      toCommit.headMap(checkpointId, true).clear();
    }
  }

  private static boolean isCommitted(
      Map.Entry<TopicPartition, Long> end, Map<TopicPartition, OffsetAndMetadata> offsets) {
    OffsetAndMetadata committed = offsets.get(end.getKey());
    return committed != null && committed.offset() == end.getValue();
  }

  @Override
  public void close() throws InterruptedException {
    undecodable.close();
    fetcher.close(hasEnded());
  }
}
