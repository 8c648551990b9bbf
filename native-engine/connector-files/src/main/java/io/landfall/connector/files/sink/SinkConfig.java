package io.landfall.connector.files.sink;

import io.landfall.connector.files.format.WriteFormat;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * What a {@link FileSinkBuilder} has put together.
 *
 * @param folder absolute
 * @param buckets null for none
 * @param clockMs since the epoch; any thread
 */
record SinkConfig<T>(
    String name,
    Path folder,
    WriteFormat<T> format,
    BucketAssigner<? super T> buckets,
    RollingPolicy rolling,
    String prefix,
    int maxOpenFiles,
    LongSupplier clockMs) {}
