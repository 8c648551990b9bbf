package io.landfall.connector.files.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.Counter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one subtask's part files, one for each bucket at a time. Task thread only. */
final class PartFileWriter<T> implements TwoPhaseSink.Writer<T, PreparedFile> {

  private static final String NO_BUCKET = "";

  private final SinkConfig<T> config;
  private final BucketAssigner<? super T> buckets;
  private final UnfinishedFiles unfinished;
  private final Counter records;
  private final Counter filesEnded;

  /** By bucket; the one that was written longest ago first. */
  private final Map<String, PartFile<T>> open = new LinkedHashMap<>(16, 0.75f, true);

  /** Ended since the last checkpoint. */
  private final List<PartFile<T>> ended = new ArrayList<>();

  private String currentBucket;
  private PartFile<T> current;
  private boolean begunFiles;

  PartFileWriter(
      SinkConfig<T> config, UnfinishedFiles unfinished, TwoPhaseSink.WriterContext context) {
    this.config = config;
    this.buckets = config.buckets() == null ? null : config.buckets().duplicate();
    this.unfinished = unfinished;
    this.records = context.counter("records-written");
    this.filesEnded = context.counter("files-ended");
    context.gauge("open-files", open::size);
  }

  @Override
  public void write(T value, long timestampMs) throws IOException {
    String bucket = buckets == null ? NO_BUCKET : buckets.bucket(value, timestampMs);
    if (current == null || !currentBucket.equals(bucket)) {
      goTo(bucket);
    }
    current.write(value);
    records.add(1);
    if (current.sizeBytes() >= config.rolling().maxBytes()) {
      open.remove(currentBucket);
      end(current);
    }
  }

  private void goTo(String bucket) throws IOException {
    PartFile<T> file = open.get(bucket);
    if (file == null) {
      if (open.size() == config.maxOpenFiles()) {
        Iterator<PartFile<T>> files = open.values().iterator();
        PartFile<T> longestUnused = files.next();
        files.remove();
        end(longestUnused);
      }
      PreparedFile next = unfinished.next(bucket, config.prefix(), config.format().extension());
      file = PartFile.begin(next, config.format(), config.clockMs().getAsLong());
      open.put(bucket, file);
      begunFiles = true;
    }
    current = file;
    currentBucket = bucket;
  }

  /** It is no longer in {@link #open}. */
  private void end(PartFile<T> file) throws IOException {
    // First, so that it is given up with the others should its end fail.
    ended.add(file);
    if (file == current) {
      current = null;
    }
    file.end();
    filesEnded.add(1);
  }

  @Override
  public List<PreparedFile> prepare(long checkpointId) throws IOException {
    long nowMs = config.clockMs().getAsLong();
    for (Iterator<PartFile<T>> files = open.values().iterator(); files.hasNext(); ) {
      PartFile<T> file = files.next();
      if (mustEnd(file, nowMs)) {
        files.remove();
        end(file);
      }
    }
    List<PreparedFile> prepared = new ArrayList<>();
    for (PartFile<T> file : ended) {
      prepared.add(file.prepare());
    }
    for (PartFile<T> file : open.values()) {
      prepared.add(file.prepare());
    }
    ended.clear();
    if (begunFiles) {
      unfinished.sync();
      begunFiles = false;
    }
    return prepared;
  }

  private boolean mustEnd(PartFile<T> file, long nowMs) {
    return config.rolling().everyCheckpoint()
        || !config.format().canGrow()
        || file.ageMs(nowMs) >= config.rolling().maxAge().toMillis();
  }

  /** A file that grows on is not committed, but what is durable of it is known from now on. */
  @Override
  public boolean tryCommit(PreparedFile prepared) {
    if (prepared.ended()) {
      return false;
    }
    markDurable(open.values(), prepared);
    markDurable(ended, prepared);
    return true;
  }

  private static <T> void markDurable(Iterable<PartFile<T>> files, PreparedFile prepared) {
    for (PartFile<T> file : files) {
      if (file.unfinished().equals(prepared.unfinished())) {
        file.markDurable(prepared);
      }
    }
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    List<PartFile<T>> all = new ArrayList<>(ended);
    all.addAll(open.values());
    for (PartFile<T> file : all) {
      try {
        file.abandon();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    ended.clear();
    open.clear();
    current = null;
    if (failure != null) {
      throw failure;
    }
  }
}
