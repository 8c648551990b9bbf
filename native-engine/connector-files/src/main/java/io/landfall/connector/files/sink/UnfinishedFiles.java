package io.landfall.connector.files.sink;

import io.landfall.api.connector.TwoPhaseSink.WriterContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The hidden folder of one job's operator: names of new files, and what an earlier run has left. A
 * subtask takes care of the files of the old subtasks whose index is its own modulo the
 * parallelism, so that no two delete, and none deletes what another one has just begun. Task thread
 * only.
 */
final class UnfinishedFiles {

  /** Hidden from whoever reads the sink's folder, as from our own source. */
  private static final String HIDDEN = ".landfall";

  private static final int LONGEST_NAME = 80;

  private final Path sinkFolder;
  private final Path folder;
  private final int subtaskIndex;
  private final int parallelism;

  /** Tells this run's files from those of any other. */
  private final String run;

  private int files;

  UnfinishedFiles(Path sinkFolder, WriterContext context) {
    this.sinkFolder = sinkFolder;
    this.folder =
        sinkFolder.resolve(HIDDEN).resolve(owner(context.jobName(), context.operatorUid()));
    this.subtaskIndex = context.subtaskIndex();
    this.parallelism = context.parallelism();
    this.run = Integer.toHexString(ThreadLocalRandom.current().nextInt() | 1 << 31);
  }

  private static String owner(String jobName, String operatorUid) {
    String full = jobName + "-" + operatorUid;
    CRC32 hash = new CRC32();
    hash.update((jobName.length() + full).getBytes(StandardCharsets.UTF_8));
    String readable = full.replaceAll("[^A-Za-z0-9._-]", "_");
    return readable.substring(0, Math.min(readable.length(), LONGEST_NAME))
        + "-"
        + Long.toHexString(hash.getValue());
  }

  /**
   * Publishes this subtask's share of what the restored checkpoint holds, deletes what it lacks.
   */
  void takeUp(List<PreparedFile> restored) throws IOException {
    Folders.create(folder);
    Map<String, PreparedFile> latest = new HashMap<>();
    for (PreparedFile each : restored) {
      latest.merge(each.unfinished(), each, UnfinishedFiles::later);
    }
    for (PreparedFile each : latest.values()) {
      // Those that had ended have been committed already.
      if (!each.ended()
          && Math.floorMod(each.unfinished().hashCode(), parallelism) == subtaskIndex) {
        Publication.publish(each);
      }
    }
    deleteAllBut(latest.keySet());
  }

  /** A file that grows is in several checkpoints, all of which may still be in the restored one. */
  private static PreparedFile later(PreparedFile one, PreparedFile other) {
    if (one.ended() != other.ended()) {
      return one.ended() ? one : other;
    }
    return one.lengthBytes() >= other.lengthBytes() ? one : other;
  }

  private void deleteAllBut(Set<String> known) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.collect(Collectors.toList())) {
        if (!known.contains(each.toString()) && isMine(each)) {
          Publication.delete(each);
        }
      }
    }
  }

  private boolean isMine(Path file) {
    String name = file.getFileName().toString();
    int dash = name.indexOf('-');
    return dash > 0
        && name.substring(0, dash).chars().allMatch(Character::isDigit)
        && Long.parseLong(name.substring(0, dash)) % parallelism == subtaskIndex;
  }

  /** The next file of this run, as it will be prepared. */
  PreparedFile next(String bucket, String prefix, String extension) {
    Path target = sinkFolder.resolve(bucket).normalize();
    if (!target.startsWith(sinkFolder) || target.startsWith(sinkFolder.resolve(HIDDEN))) {
      throw new IllegalArgumentException(
          "bucket '" + bucket + "' is not a folder below " + sinkFolder + "; correct the bucket");
    }
    String name = subtaskIndex + "-" + run + "-" + files++ + extension;
    return new PreparedFile(
        folder.resolve(name).toString(), target.resolve(prefix + "-" + name).toString(), 0, false);
  }

  /** Makes the names of the files that were begun durable. */
  void sync() throws IOException {
    Folders.sync(folder);
  }
}
