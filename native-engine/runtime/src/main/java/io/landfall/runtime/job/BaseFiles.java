package io.landfall.runtime.job;

import io.landfall.runtime.job.JobEvent.Part;
import io.landfall.runtime.state.StateSnapshot;
import io.landfall.runtime.storage.CheckpointWriter;
import io.landfall.runtime.storage.StoredFile;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The base files that the last complete checkpoint of one start of a job has. Each checkpoint takes
 * them over before its barriers are sent, so that what tasks build on is there for sure; what they
 * do not use is left out again. Job thread only.
 */
final class BaseFiles {

  private static final Logger LOG = LoggerFactory.getLogger(BaseFiles.class);

  private final String jobName;

  /** By the scope of the subtask. */
  private Map<String, StoredFile> files = Map.of();

  private long completedId = StateSnapshot.NO_BASE;
  private boolean warned;

  BaseFiles(String jobName) {
    this.jobName = jobName;
  }

  /**
   * Those that a checkpoint has now, and may build on.
   *
   * @param completedId what tasks are to be told; {@link StateSnapshot#NO_BASE} if they must not
   *     build on any
   * @param files by the scope of the subtask
   */
  record Adopted(long completedId, Map<String, StoredFile> files) {

    static final Adopted NONE = new Adopted(StateSnapshot.NO_BASE, Map.of());
  }

  Adopted adoptInto(CheckpointWriter writer) {
    try {
      for (StoredFile file : files.values()) {
        writer.adopt(completedId, file);
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
    Map<String, StoredFile> complete = new HashMap<>();
    for (List<Part> ofTask : parts) {
      for (Part part : ofTask) {
        if (part.base() != null) {
          complete.put(part.scope(), part.base());
        }
      }
    }
    files = complete;
    completedId = checkpointId;
  }
}
