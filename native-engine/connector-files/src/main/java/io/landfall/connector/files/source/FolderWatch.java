package io.landfall.connector.files.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists files at an interval, on a thread of its own, since a folder may be large or far away. A
 * file is reported once; one that is gone is forgotten, so that what is remembered is bounded by
 * what is there. A listing that fails is tried again; the first one fails the job.
 */
final class FolderWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /**
   * What a look came to.
   *
   * @param found in the order in which they are to be taken
   * @param gone were there before
   * @param failure null if there was none
   */
  record Look(List<FoundFile> found, Set<String> gone, Exception failure) {}

  private final SourceConfig<?> config;
  private final Queue<Look> looks = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService executor;

  /** Of the watch's thread alone, as is the one below. */
  private final Set<String> known;

  private boolean looked;

  FolderWatch(SourceConfig<?> config, Set<String> taken) {
    this.config = config;
    this.known = new HashSet<>(taken);
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "folder-watch-" + config.name());
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    executor.scheduleWithFixedDelay(
        this::look, 0, config.watchInterval().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The next look that nobody has taken yet, or null. Any thread. */
  Look poll() {
    return looks.poll();
  }

  private void look() {
    try {
      Set<String> gone = new HashSet<>(known);
      List<FoundFile> found = new ArrayList<>();
      for (FoundFile each : config.listing().list()) {
        gone.remove(each.path().toString());
        if (known.add(each.path().toString())) {
          found.add(each);
        }
      }
      known.removeAll(gone);
      looked = true;
      if (!found.isEmpty() || !gone.isEmpty()) {
        looks.add(new Look(found, gone, null));
      }
    } catch (IOException | RuntimeException e) {
      if (looked) {
        LOG.warn(
            "source '{}': cannot look for new files now, will try again: {}",
            config.name(),
            e.toString());
      } else {
        looks.add(new Look(List.of(), Set.of(), e));
      }
    }
  }

  /** Does not wait for a look that is under way. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
