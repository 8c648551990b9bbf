package io.landfall.connector.files.source;

import io.landfall.connector.files.format.ReadFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Puts a {@link FileSource} together. One thread. */
public final class FileSourceBuilder<T> {

  private static final Set<String> IGNORED_PREFIXES = Set.of(".", "_");
  private static final long RANGE_BYTES = 64L << 20;
  private static final int MAX_RECORD_BYTES = 8 << 20;

  /** Arrays cannot be larger, by a few bytes. */
  private static final int LARGEST_RECORD_BYTES = Integer.MAX_VALUE - 64;

  private final ReadFormat<T> format;
  private final List<String> paths = new ArrayList<>();
  private String name = "files";
  private boolean recursive;
  private Set<String> ignoredPrefixes = IGNORED_PREFIXES;
  private FileOrder order = FileOrder.BY_NAME;
  private Duration watchInterval;
  private long rangeBytes = RANGE_BYTES;
  private int maxRecordBytes = MAX_RECORD_BYTES;
  private UndecodablePolicy undecodable = UndecodablePolicy.fail();

  FileSourceBuilder(ReadFormat<T> format) {
    this.format = Objects.requireNonNull(format, "format");
  }

  /** What logs and metrics call it; {@code files} by default. */
  public FileSourceBuilder<T> name(String sourceName) {
    name = Objects.requireNonNull(sourceName, "name");
    return this;
  }

  /**
   * Files, folders, whose files are read, and globs such as {@code logs/**}{@code /*.json.gz}; may
   * be called again for more. Each file is read once, however often it is meant.
   */
  public FileSourceBuilder<T> paths(String... filesFoldersAndGlobs) {
    paths.addAll(List.of(filesFoldersAndGlobs));
    return this;
  }

  /** As {@link #paths(String...)}. */
  public FileSourceBuilder<T> path(Path fileOrFolder) {
    return paths(fileOrFolder.toString());
  }

  /** Folders stand for the files of the folders in them, too. */
  public FileSourceBuilder<T> recursive() {
    recursive = true;
    return this;
  }

  /**
   * Beginnings of names of files and folders that are left out, instead of {@code .} and {@code _}:
   * what writers call a file until it is whole.
   */
  public FileSourceBuilder<T> ignoredPrefixes(String... prefixes) {
    ignoredPrefixes = Set.of(prefixes);
    return this;
  }

  /** Which file is taken first; by name by default. Each subtask reads one at a time. */
  public FileSourceBuilder<T> order(FileOrder fileOrder) {
    order = Objects.requireNonNull(fileOrder, "order");
    return this;
  }

  /**
   * Goes on without end: looks for new files at this interval. A file must be whole when it gets
   * its name, so write it under an ignored one and rename it. A file is taken once; it is a new one
   * only if it was gone in between.
   */
  public FileSourceBuilder<T> watch(Duration interval) {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("watch interval " + interval + " is below 1 ms");
    }
    watchInterval = interval;
    return this;
  }

  /**
   * Plain files larger than this are read in ranges of this size, by several subtasks, if their
   * format lets them be cut; 64 MiB by default.
   */
  public FileSourceBuilder<T> rangeBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("range of " + bytes + " bytes; give 1 or more");
    }
    rangeBytes = bytes;
    return this;
  }

  /** A longer record is undecodable and does not take more memory than this; 8 MiB by default. */
  public FileSourceBuilder<T> maxRecordBytes(int bytes) {
    if (bytes < 1 || bytes > LARGEST_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "records of " + bytes + " bytes; give 1 to " + LARGEST_RECORD_BYTES);
    }
    maxRecordBytes = bytes;
    return this;
  }

  /** What becomes of records that the format does not take; the job fails by default. */
  public FileSourceBuilder<T> undecodable(UndecodablePolicy policy) {
    undecodable = Objects.requireNonNull(policy, "undecodable");
    return this;
  }

  /**
   * @throws IllegalArgumentException if no path was given
   */
  public FileSource<T> build() {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("source '" + name + "': give it paths");
    }
    return new FileSource<>(
        new SourceConfig<>(
            name,
            format,
            new FileListing(List.copyOf(paths), recursive, ignoredPrefixes, order),
            watchInterval,
            rangeBytes,
            maxRecordBytes,
            undecodable));
  }
}
