package io.landfall.runtime.storage;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a checkpoint consists of. Immutable.
 *
 * @param formatVersion {@link #FORMAT_VERSION} when written by this release
 * @param createdAtMs wall clock, ms since the epoch
 * @param savepoint true if it was asked for by the user
 */
public record CheckpointManifest(
    int formatVersion,
    String jobName,
    long checkpointId,
    long createdAtMs,
    boolean savepoint,
    List<OperatorEntry> operators) {

  /** The newest format that this release reads, and the one that it writes. */
  public static final int FORMAT_VERSION = 3;

  public CheckpointManifest {
    operators = List.copyOf(operators);
  }

  /** One in the format that this release writes. */
  public static CheckpointManifest of(
      String jobName,
      long checkpointId,
      long createdAtMs,
      boolean savepoint,
      List<OperatorEntry> operators) {
    return new CheckpointManifest(
        FORMAT_VERSION, jobName, checkpointId, createdAtMs, savepoint, operators);
  }

  /** Every file that it names, each once. */
  public Set<StoredFile> files() {
    Set<StoredFile> files = new LinkedHashSet<>();
    for (OperatorEntry operator : operators) {
      for (SubtaskEntry subtask : operator.subtasks()) {
        files.add(subtask.file());
        files.addAll(subtask.layers());
      }
      files.add(operator.coordinator());
    }
    files.remove(null);
    return files;
  }

  /**
   * One operator's part.
   *
   * @param uid what its state is matched by
   * @param kind what it is, for those who read the manifest
   * @param maxParallelism the number of key groups
   * @param subtasks those that wrote a file, by index
   * @param coordinator the source coordinator's file, or null
   */
  public record OperatorEntry(
      String uid,
      String name,
      String kind,
      int parallelism,
      int maxParallelism,
      List<SubtaskEntry> subtasks,
      StoredFile coordinator) {

    public OperatorEntry {
      subtasks = List.copyOf(subtasks);
    }
  }

  /**
   * Where one subtask's sections are. Several subtasks may share a file, since each file costs an
   * fsync.
   *
   * @param scope what the names of its sections in the file begin with
   * @param layers what the sections in {@code file} are changes of, each of those before it, often
   *     the same in several checkpoints; empty if they are all there is. Format 2 had one at most,
   *     as {@code base}, and format 1 none
   */
  public record SubtaskEntry(
      int index, StoredFile file, String scope, @JsonAlias("base") List<StoredFile> layers) {

    public SubtaskEntry {
      layers = layers == null ? List.of() : List.copyOf(layers);
    }
  }
}
