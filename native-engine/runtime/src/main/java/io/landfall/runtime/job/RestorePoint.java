package io.landfall.runtime.job;

import io.landfall.runtime.storage.CheckpointStorage;
import io.landfall.runtime.storage.StoredCheckpoint;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the next start of a job goes on from. Job thread only. */
final class RestorePoint {

  private static final Logger LOG = LoggerFactory.getLogger(RestorePoint.class);

  private final String jobName;
  private final CheckpointStorage storage;
  private RestoredState state;

  /** Of the newest complete checkpoint, while no attempt runs. */
  private KeptStates kept = KeptStates.NONE;

  RestorePoint(String jobName, CheckpointStorage storage, RestoredState first) {
    this.jobName = jobName;
    this.storage = storage;
    state = first;
  }

  RestoredState state() {
    return state;
  }

  /** In words, for messages. */
  String describe() {
    return state.checkpointId() < 0 ? "the beginning" : "checkpoint " + state.checkpointId();
  }

  /** An attempt has ended and leaves this in memory. */
  void onEnded(KeptStates left) {
    kept = left;
  }

  /**
   * What is held in memory needs no reading, so that of the stored checkpoint only what is read is
   * verified. If that start does not even get to run, the next one trusts what is stored only.
   *
   * @param ran whether the attempt that failed did
   */
  void find(boolean ran) throws IOException {
    if (ran && !kept.isEmpty()) {
      try {
        state = RestoredState.of(storage.reopen(kept.manifest()), kept);
        return;
      } catch (IOException e) {
        LOG.warn("job '{}': looks for an older checkpoint", jobName, e);
      }
    }
    kept.release();
    Optional<StoredCheckpoint> latest = storage.latest();
    storage.problems().forEach(LOG::warn);
    latest.ifPresent(checkpoint -> state = RestoredState.of(checkpoint));
  }

  /** The job is over. */
  void release() {
    kept.release();
  }
}
