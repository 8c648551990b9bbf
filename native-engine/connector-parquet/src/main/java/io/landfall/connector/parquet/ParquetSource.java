package io.landfall.connector.parquet;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SplitEnumerator;
import io.landfall.connector.files.source.FileListing;
import io.landfall.connector.files.source.FileOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Rows of Parquet files as Java records, exactly once: how many rows of each row group have been
 * read is in checkpoints. Columns are found by the names of the record's components; other columns
 * are not read.
 *
 * <pre>{@code
 * ParquetSource<Order> orders = ParquetSource.of(Order.class).paths("orders/*.parquet");
 * }</pre>
 *
 * <p>Each row group is a split of its own, with a watermark of its own if the job makes watermarks
 * in its sources. The footers of all files are read when the job starts; files must not change from
 * then on. Immutable.
 */
public final class ParquetSource<T extends Record>
    implements Source<T, RowGroupSplit, WaitingRowGroups> {

  private static final Set<String> IGNORED_PREFIXES = Set.of(".", "_");

  private final Class<T> type;
  private final String name;
  private final FileListing files;

  private ParquetSource(Class<T> type, String name, FileListing files) {
    this.type = type;
    this.name = name;
    this.files = files;
  }

  /** Rows as records of {@code type}; give it paths. */
  public static <T extends Record> ParquetSource<T> of(Class<T> type) {
    return new ParquetSource<>(
        Objects.requireNonNull(type, "type"),
        "parquet",
        new FileListing(List.of(), false, IGNORED_PREFIXES, FileOrder.BY_NAME));
  }

  /** What logs and metrics call it; {@code parquet} by default. */
  public ParquetSource<T> name(String sourceName) {
    return new ParquetSource<>(type, Objects.requireNonNull(sourceName, "name"), files);
  }

  /**
   * Files, folders, whose files are read, and globs such as {@code orders/*.parquet}; may be called
   * again for more. Each file is read once, however often it is meant; those whose names begin with
   * {@code .} or {@code _} are left out.
   */
  public ParquetSource<T> paths(String... filesFoldersAndGlobs) {
    List<String> all = new ArrayList<>(files.paths());
    all.addAll(List.of(filesFoldersAndGlobs));
    return with(all, files.recursive());
  }

  /** Folders stand for the files of the folders in them, too. */
  public ParquetSource<T> recursive() {
    return with(files.paths(), true);
  }

  private ParquetSource<T> with(List<String> paths, boolean recursive) {
    return new ParquetSource<>(
        type,
        name,
        new FileListing(List.copyOf(paths), recursive, files.ignoredPrefixes(), files.order()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public void validate() throws InvalidSourceException {
    if (files.paths().isEmpty()) {
      throw new InvalidSourceException("it has no paths; give it some: paths(...)");
    }
    files.validate(false);
    try {
      List<RowGroupSplit> groups = RowGroups.in(files);
      if (!groups.isEmpty()) {
        requireColumns(groups.get(0));
      }
    } catch (IOException e) {
      throw new InvalidSourceException(e.getMessage());
    }
  }

  /** What does not fit the type shows at the first row. */
  private void requireColumns(RowGroupSplit group) throws IOException {
    try (OpenRowGroup<T> rows = new OpenRowGroup<>(group, type)) {
      if (rows.hasNext()) {
        rows.next();
      }
    }
  }

  @Override
  public SplitEnumerator<RowGroupSplit, WaitingRowGroups> createEnumerator(
      WaitingRowGroups restored) throws IOException {
    return new RowGroupEnumerator(restored == null ? RowGroups.in(files) : restored.inOrder());
  }

  @Override
  public SourceReader<T, RowGroupSplit> createReader(ReaderContext context) {
    return new RowGroupReader<>(type, context);
  }
}
