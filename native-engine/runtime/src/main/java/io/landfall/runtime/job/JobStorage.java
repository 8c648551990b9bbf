package io.landfall.runtime.job;

import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Options;
import io.landfall.runtime.storage.CheckpointStorage;
import io.landfall.runtime.storage.DirectoryCheckpointStorage;
import io.landfall.runtime.storage.Disk;
import io.landfall.runtime.storage.MemoryCheckpointStorage;
import io.landfall.runtime.storage.StoredCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a job keeps its checkpoints and what it starts from, as its settings say. */
final class JobStorage {

  private static final Logger LOG = LoggerFactory.getLogger(JobStorage.class);

  private JobStorage() {}

  static CheckpointStorage open(LogicalGraph graph, Disk disk) throws IOException {
    Options options = graph.options();
    String stateDir = options.get(JobOptions.STATE_DIR);
    if (stateDir == null || !options.get(JobOptions.CHECKPOINTING)) {
      return new MemoryCheckpointStorage(graph.jobName(), disk);
    }
    Path path = Path.of(stateDir);
    return options.get(JobOptions.FRESH)
        ? DirectoryCheckpointStorage.openFresh(path, graph.jobName(), disk)
        : DirectoryCheckpointStorage.open(path, graph.jobName(), disk);
  }

  static RestoredState restored(LogicalGraph graph, CheckpointStorage storage, Disk disk)
      throws IOException {
    Optional<StoredCheckpoint> latest = storage.latest();
    storage.problems().forEach(LOG::warn);
    if (latest.isPresent()) {
      return RestoredState.of(latest.get());
    }
    String from = graph.options().get(JobOptions.RESTORE_FROM);
    return from == null
        ? RestoredState.NONE
        : RestoredState.of(DirectoryCheckpointStorage.openCheckpoint(Path.of(from), disk));
  }
}
