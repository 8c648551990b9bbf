package io.landfall.connector.parquet;

import io.landfall.connector.files.source.FileListing;
import io.landfall.connector.files.source.FoundFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.LocalInputFile;

/** Which row groups there are, by the footers of files. */
final class RowGroups {

  /** Of all files, in their order. */
  static List<RowGroupSplit> in(FileListing listing) throws IOException {
    List<RowGroupSplit> splits = new ArrayList<>();
    for (FoundFile file : listing.list()) {
      splits.addAll(in(file.path()));
    }
    return splits;
  }

  private static List<RowGroupSplit> in(Path path) throws IOException {
    List<RowGroupSplit> splits = new ArrayList<>();
    try (ParquetFileReader file =
        ParquetFileReader.open(
            new LocalInputFile(path),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      for (BlockMetaData group : file.getRowGroups()) {
        long from = group.getStartingPos();
        splits.add(
            new RowGroupSplit(
                path + "@" + from,
                path.toString(),
                from,
                from + group.getCompressedSize(),
                group.getRowCount(),
                0));
      }
    } catch (IOException | RuntimeException e) {
      // What is no Parquet file comes as an unchecked exception.
      throw new IOException(
          path + " cannot be read as a Parquet file: " + e.getMessage() + "; correct or remove it",
          e);
    }
    return splits;
  }

  private RowGroups() {}
}
