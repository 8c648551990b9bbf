package io.landfall.connector.files.source;

import io.landfall.api.connector.SplitEnumerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Hands files, in order, to the readers that ask for one. Job thread only. */
final class FileEnumerator implements SplitEnumerator<FileSplit, FoundFiles> {

  /** How often what the watch has found is fetched: a look at an empty queue, mostly. */
  private static final long FETCH_PERIOD_MS = 10;

  private final SourceConfig<?> config;
  private final Deque<FileSplit> waiting = new ArrayDeque<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<Integer> asking = new LinkedHashSet<>();

  /** Null if all files are known. */
  private final FolderWatch watch;

  private Context<FileSplit> context;

  FileEnumerator(SourceConfig<?> config, FoundFiles restored) throws IOException {
    this.config = config;
    if (restored != null) {
      waiting.addAll(restored.waiting());
      taken.addAll(restored.taken());
    }
    if (config.watchInterval() != null) {
      watch = new FolderWatch(config, taken);
    } else {
      watch = null;
      if (restored == null) {
        config.listing().list().forEach(this::take);
      }
    }
  }

  private void take(FoundFile file) {
    waiting.addAll(splitsOf(file));
  }

  /** Ranges of a large file; several only if records can be found from its middle. */
  private List<FileSplit> splitsOf(FoundFile file) {
    String path = file.path().toString();
    if (file.sizeBytes() <= config.rangeBytes()
        || OpenFile.isCompressed(file.path())
        || !config.format().framing().canBeCut()) {
      return List.of(FileSplit.whole(path));
    }
    List<FileSplit> ranges = new ArrayList<>();
    for (long from = 0; from < file.sizeBytes(); from += config.rangeBytes()) {
      boolean last = file.sizeBytes() - from <= config.rangeBytes();
      ranges.add(FileSplit.range(path, from, last ? Long.MAX_VALUE : from + config.rangeBytes()));
    }
    return ranges;
  }

  @Override
  public void start(Context<FileSplit> enumeratorContext) {
    context = enumeratorContext;
    if (watch != null) {
      watch.start();
      context.schedule(FETCH_PERIOD_MS, this::fetch);
    }
  }

  private void fetch() throws Exception {
    for (FolderWatch.Look look; (look = watch.poll()) != null; ) {
      if (look.failure() != null) {
        throw look.failure();
      }
      taken.removeAll(look.gone());
      for (FoundFile file : look.found()) {
        taken.add(file.path().toString());
        take(file);
      }
    }
    serve();
  }

  @Override
  public void onSplitRequest(int subtaskIndex) {
    asking.add(subtaskIndex);
    serve();
  }

  private void serve() {
    for (var all = asking.iterator(); all.hasNext() && (watch == null || !waiting.isEmpty()); ) {
      int subtaskIndex = all.next();
      all.remove();
      FileSplit next = waiting.poll();
      if (next == null) {
        context.noMoreSplits(subtaskIndex);
      } else {
        context.assign(next, subtaskIndex);
      }
    }
  }

  @Override
  public FoundFiles snapshot(long checkpointId) {
    return new FoundFiles(new ArrayList<>(waiting), taken);
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
