/**
 * What is in a file: where a record ends, how its bytes become a value, and how values are written.
 *
 * <p>Read first: {@code ReadFormat}, {@code WriteFormat}, then {@code CsvFormat}. Imports nothing
 * else of ours. Formats are immutable and shared by all threads; decoders and encoders belong to
 * one file and one thread.
 *
 * <pre>
 *  bytes of a file --Framing--> bytes of a record --RecordDecoder--> value
 *  value --RecordEncoder--> bytes of a part file
 * </pre>
 */
package io.landfall.connector.files.format;
