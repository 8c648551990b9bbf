package io.landfall.runtime.job;

import io.landfall.runtime.job.JobEvent.Part;
import io.landfall.runtime.state.StateSnapshot;
import io.landfall.runtime.storage.CheckpointWriter;
import io.landfall.runtime.storage.StoredFile;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The layers that the last complete checkpoint of one start of a job has. Each checkpoint takes
 * them over before its barriers are sent, so that what tasks build on is there for sure; what they
 * do not use is left out again. Job thread only.
 */
final class LayerFiles {

  private static final Logger LOG = LoggerFactory.getLogger(LayerFiles.class);

  private final String jobName;

  /** By the scope of the subtask, lowest first. */
  private Map<String, List<StoredFile>> files = Map.of();

  private long completedId = StateSnapshot.NO_CHECKPOINT;
  private boolean warned;

  LayerFiles(String jobName) {
    this.jobName = jobName;
  }

  /**
   * Those that a checkpoint has now, and may build on.
   *
   * @param completedId what tasks are to be told; {@link StateSnapshot#NO_CHECKPOINT} if they must
   *     not build on any
   * @param files by the scope of the subtask
   */
  record Adopted(long completedId, Map<String, List<StoredFile>> files) {

    static final Adopted NONE = new Adopted(StateSnapshot.NO_CHECKPOINT, Map.of());
  }

  Adopted adoptInto(CheckpointWriter writer) {
    try {
      for (List<StoredFile> ofSubtask : files.values()) {
        for (StoredFile file : ofSubtask) {
          writer.adopt(completedId, file);
        }
      }
      return new Adopted(completedId, files);
    } catch (IOException failure) {
      if (!warned) {
        warned = true;
        LOG.warn(
            "job '{}': files of checkpoint {} could not be linked ({}); checkpoints are written in"
                + " full for as long as that is so",
            jobName,
            completedId,
            failure.toString());
      }
      return Adopted.NONE;
    }
  }

  /** A checkpoint that others may build on is complete. */
  void onComplete(long checkpointId, Collection<List<Part>> parts) {
    Map<String, List<StoredFile>> complete = new LinkedHashMap<>();
    for (List<Part> ofTask : parts) {
      for (Part part : ofTask) {
        complete.put(part.scope(), part.layers());
      }
    }
    files = complete;
    completedId = checkpointId;
  }
}
