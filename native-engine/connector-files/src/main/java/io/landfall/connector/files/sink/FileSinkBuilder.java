package io.landfall.connector.files.sink;

import io.landfall.connector.files.format.WriteFormat;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Puts a {@link FileSink} together. One thread. */
public final class FileSinkBuilder<T> {

  private static final int MAX_OPEN_FILES = 256;

  private final WriteFormat<T> format;
  private String name = "file-sink";
  private Path folder;
  private BucketAssigner<? super T> buckets;
  private RollingPolicy rolling = RollingPolicy.standard();
  private String prefix = "part";
  private int maxOpenFiles = MAX_OPEN_FILES;
  private LongSupplier clockMs = System::currentTimeMillis;

  FileSinkBuilder(WriteFormat<T> format) {
    this.format = Objects.requireNonNull(format, "format");
  }

  /** What logs and metrics call it; {@code file-sink} by default. */
  public FileSinkBuilder<T> name(String sinkName) {
    name = Objects.requireNonNull(sinkName, "name");
    return this;
  }

  /** Made if it is not there; may be shared with other jobs, and with files of others. */
  public FileSinkBuilder<T> folder(Path path) {
    folder = path.toAbsolutePath().normalize();
    return this;
  }

  /** As {@link #folder(Path)}. */
  public FileSinkBuilder<T> folder(String path) {
    return folder(Path.of(path));
  }

  /** Into which folders records go; all into the sink's own by default. */
  public FileSinkBuilder<T> buckets(BucketAssigner<? super T> assigner) {
    buckets = Objects.requireNonNull(assigner, "buckets");
    return this;
  }

  /** When files end; {@link RollingPolicy#standard} by default. */
  public FileSinkBuilder<T> rolling(RollingPolicy policy) {
    rolling = Objects.requireNonNull(policy, "rolling");
    return this;
  }

  /** What names of files begin with; {@code part} by default. */
  public FileSinkBuilder<T> prefix(String namePrefix) {
    if (namePrefix.isBlank() || namePrefix.contains("/")) {
      throw new IllegalArgumentException("'" + namePrefix + "' is no beginning of a file's name");
    }
    prefix = namePrefix;
    return this;
  }

  /**
   * Of one subtask; if there are more buckets, the file that waited longest ends. 256 by default.
   */
  public FileSinkBuilder<T> maxOpenFiles(int files) {
    if (files < 1) {
      throw new IllegalArgumentException(files + " open files; give 1 or more");
    }
    maxOpenFiles = files;
    return this;
  }

  /** For tests: what ages are measured by. */
  FileSinkBuilder<T> clock(LongSupplier msSinceEpoch) {
    clockMs = msSinceEpoch;
    return this;
  }

  /**
   * @throws IllegalArgumentException if no folder was given
   */
  public FileSink<T> build() {
    if (folder == null) {
      throw new IllegalArgumentException("sink '" + name + "': give it a folder");
    }
    return new FileSink<>(
        new SinkConfig<>(name, folder, format, buckets, rolling, prefix, maxOpenFiles, clockMs));
  }
}
