package io.landfall.runtime.job;

import io.landfall.runtime.job.JobEvent.Part;
import io.landfall.runtime.state.SectionOutput;
import io.landfall.runtime.state.StateSnapshot;
import io.landfall.runtime.storage.CheckpointWriter;
import io.landfall.runtime.storage.StoredFile;
import io.landfall.runtime.task.TaskId;
import io.landfall.runtime.task.TaskReporter.OperatorSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the snapshots of one checkpoint: all that wait at a moment into one file, since each file
 * costs an fsync and a topology may have hundreds of tasks. Layers get files of their own, which
 * later checkpoints take over. Any thread.
 */
final class SnapshotFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFiles.class);

  private record Waiting(TaskId task, List<OperatorSnapshot> snapshots) {}

  private final String jobName;
  private final int attempt;
  private final long checkpointId;
  private final CheckpointWriter writer;
  private final Map<String, List<StoredFile>> adopted;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger fileCount = new AtomicInteger();

  /**
   * @param adopted layers of earlier checkpoints that this one has, too, by scope
   */
  SnapshotFiles(
      String jobName,
      int attempt,
      long checkpointId,
      CheckpointWriter writer,
      Map<String, List<StoredFile>> adopted) {
    this.jobName = jobName;
    this.attempt = attempt;
    this.checkpointId = checkpointId;
    this.writer = writer;
    this.adopted = adopted;
  }

  void add(TaskId task, List<OperatorSnapshot> snapshots) {
    waiting.add(new Waiting(task, snapshots));
  }

  /** Writes what waits now; one event for each task goes to {@code events}. */
  void writeWaiting(Consumer<JobEvent> events) {
    List<Waiting> batch = new ArrayList<>();
    for (Waiting next; (next = waiting.poll()) != null; ) {
      batch.add(next);
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      Map<String, List<StoredFile>> layers = writeLayers(batch);
      StoredFile file = hasState(batch) ? write(batch) : null;
      for (Waiting each : batch) {
        events.accept(
            new JobEvent.PartsWritten(
                attempt, each.task(), checkpointId, parts(each, file, layers)));
      }
    } catch (Exception | Error e) {
      // Whoever gives the checkpoint up warns of it, in one line for all its files.
      LOG.debug("job '{}', checkpoint {}", jobName, checkpointId, e);
      for (int i = 0; i < batch.size(); i++) {
        events.accept(new JobEvent.WriteFailed(attempt, checkpointId, e.toString()));
      }
    } finally {
      for (Waiting each : batch) {
        each.snapshots().forEach(snapshot -> snapshot.state().release());
      }
    }
  }

  /** The layers that the snapshots have or build on, by scope. */
  private Map<String, List<StoredFile>> writeLayers(List<Waiting> batch) throws IOException {
    Map<String, List<StoredFile>> layers = new HashMap<>();
    for (Waiting each : batch) {
      for (OperatorSnapshot snapshot : each.snapshots()) {
        String scope = scope(each.task(), snapshot);
        List<StoredFile> ofSubtask = new ArrayList<>();
        for (long layer : snapshot.state().layers()) {
          String name = layerName(layer, each.task(), snapshot);
          ofSubtask.add(
              layer == checkpointId
                  ? writer.writeFile(name, snapshot.state()::writeLayerTo)
                  : adopted(scope, name));
        }
        layers.put(scope, List.copyOf(ofSubtask));
      }
    }
    return layers;
  }

  private StoredFile adopted(String scope, String name) throws IOException {
    List<StoredFile> files = adopted.getOrDefault(scope, List.of());
    for (StoredFile file : files) {
      if (file.name().equals(name)) {
        return file;
      }
    }
    throw new IOException(
        "snapshot of " + scope + " needs " + name + ", but there is " + files + ", a bug of ours");
  }

  private static String layerName(long layer, TaskId task, OperatorSnapshot snapshot) {
    return "layer-" + layer + "-" + snapshot.operatorId() + "-" + task.subtask() + ".data";
  }

  private StoredFile write(List<Waiting> batch) throws IOException {
    return writer.writeFile(
        "state-" + fileCount.getAndIncrement() + ".data",
        out -> {
          for (Waiting each : batch) {
            for (OperatorSnapshot snapshot : each.snapshots()) {
              SectionOutput own = ScopedSections.out(out, scope(each.task(), snapshot));
              snapshot.state().writeTo(own);
            }
          }
        });
  }

  private static boolean hasState(List<Waiting> batch) {
    return batch.stream()
        .flatMap(each -> each.snapshots().stream())
        .anyMatch(snapshot -> snapshot.state() != StateSnapshot.EMPTY);
  }

  private static List<Part> parts(
      Waiting each, StoredFile file, Map<String, List<StoredFile>> layers) {
    List<Part> parts = new ArrayList<>();
    for (OperatorSnapshot snapshot : each.snapshots()) {
      if (snapshot.state() != StateSnapshot.EMPTY) {
        String scope = scope(each.task(), snapshot);
        parts.add(
            new Part(snapshot.operatorId(), each.task().subtask(), file, scope, layers.get(scope)));
      }
    }
    return parts;
  }

  private static String scope(TaskId task, OperatorSnapshot snapshot) {
    return snapshot.operatorId() + "/" + task.subtask() + "/";
  }
}
