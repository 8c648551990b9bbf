package io.landfall.connector.files.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.serialization.Serializer;
import io.landfall.connector.files.format.WriteFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Part files that have each record once, through any crash. A file is hidden until the checkpoint
 * that ends it is durable; then it is renamed and never changed again.
 *
 * <pre>{@code
 * FileSink<Order> archive =
 *     FileSink.builder(JsonLinesFormat.of(Order.class))
 *         .folder("archive")
 *         .buckets(BucketAssigner.byTimestamp("yyyy-MM-dd/HH", ZoneOffset.UTC))
 *         .rolling(RollingPolicy.standard().withMaxBytes(16 << 20))
 *         .build();
 * }</pre>
 *
 * <p>Files are called {@code BUCKET/part-SUBTASK-RUN-NUMBER.EXTENSION}. Metrics of each subtask:
 * {@code records-written}, {@code files-ended}, {@code open-files}.
 */
public final class FileSink<T> implements TwoPhaseSink<T, PreparedFile> {

  private final SinkConfig<T> config;

  FileSink(SinkConfig<T> config) {
    this.config = config;
  }

  public static <T> FileSinkBuilder<T> builder(WriteFormat<T> format) {
    return new FileSinkBuilder<>(format);
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public void validate(Settings settings) throws InvalidSinkException {
    if (!settings.checkpointing()) {
      throw new InvalidSinkException(
          "files become visible by checkpoints, which this job does not take; let it take them");
    }
    Path existing = config.folder();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing)) {
      throw new InvalidSinkException(
          config.folder() + " cannot be a folder: " + existing + " is not one; give another one");
    }
    if (!Files.isWritable(existing)) {
      throw new InvalidSinkException(existing + " cannot be written to; check its permissions");
    }
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public Writer<T, PreparedFile> createWriter(WriterContext context) throws IOException {
    return createWriter(context, List.of());
  }

  @Override
  public Writer<T, PreparedFile> createWriter(WriterContext context, List<PreparedFile> restored)
      throws IOException {
    UnfinishedFiles unfinished = new UnfinishedFiles(config.folder(), context);
    unfinished.takeUp(restored);
    return new PartFileWriter<>(config, unfinished, context);
  }

  /**
   * Files that had not ended are taken up by the writers of the next run, which see all of them.
   */
  @Override
  public void commit(PreparedFile prepared) throws IOException {
    if (prepared.ended()) {
      Publication.publish(prepared);
    }
  }

  @Override
  public void abort(PreparedFile prepared) throws IOException {
    Publication.delete(Path.of(prepared.unfinished()));
  }

  @Override
  public Serializer<PreparedFile> committableSerializer() {
    return new PreparedFile.Format();
  }
}
