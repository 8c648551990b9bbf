package io.landfall.connector.files.source;

import java.nio.file.Path;

/**
 * A file as it was when it was found.
 *
 * @param modifiedMs since the epoch
 */
public record FoundFile(Path path, long sizeBytes, long modifiedMs) {}
