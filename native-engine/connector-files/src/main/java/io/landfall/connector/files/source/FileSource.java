package io.landfall.connector.files.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SplitEnumerator;
import io.landfall.api.serialization.Serializer;
import io.landfall.connector.files.format.ReadFormat;
import java.io.IOException;

/**
 * Records of files, exactly once: how far each file has been read is in checkpoints. Names that end
 * in {@code .gz} are unpacked.
 *
 * <pre>{@code
 * FileSource<Order> orders =
 *     FileSource.builder(CsvFormat.of(Order.class))
 *         .paths("orders/*.csv", "orders/*.csv.gz")
 *         .undecodable(UndecodablePolicy.skip())
 *         .build();
 * }</pre>
 *
 * <p>Each file, or range of a large one, is a split of its own, with a watermark of its own if the
 * job makes watermarks in its sources. Files must not change once they have been found, except that
 * lines may be appended to one that is not watched. Metrics of each subtask: {@code records-out},
 * {@code bytes-in} (unpacked), {@code undecodable}.
 */
public final class FileSource<T> implements Source<T, FileSplit, FoundFiles> {

  private final SourceConfig<T> config;

  FileSource(SourceConfig<T> config) {
    this.config = config;
  }

  public static <T> FileSourceBuilder<T> builder(ReadFormat<T> format) {
    return new FileSourceBuilder<>(format);
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public boolean isBounded() {
    return config.watchInterval() == null;
  }

  @Override
  public void validate() throws InvalidSourceException {
    config.listing().validate(!isBounded());
  }

  @Override
  public SplitEnumerator<FileSplit, FoundFiles> createEnumerator(FoundFiles restored)
      throws IOException {
    return new FileEnumerator(config, restored);
  }

  @Override
  public SourceReader<T, FileSplit> createReader(ReaderContext context) {
    return new FileRecordReader<>(config, context);
  }

  @Override
  public Serializer<FileSplit> splitSerializer() {
    return StateFormat.splits();
  }

  @Override
  public Serializer<FoundFiles> enumeratorSerializer() {
    return StateFormat.found();
  }
}
