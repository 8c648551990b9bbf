package io.landfall.connector.files.source;

import io.landfall.connector.files.format.ReadFormat;
import java.time.Duration;

/**
 * What a {@link FileSourceBuilder} has put together.
 *
 * @param watchInterval null to take what is there and end
 */
record SourceConfig<T>(
    String name,
    ReadFormat<T> format,
    FileListing listing,
    Duration watchInterval,
    long rangeBytes,
    int maxRecordBytes,
    UndecodablePolicy undecodable) {}
