/**
 * Parquet files of Java records, for the file sink.
 *
 * <p>Read first: {@code ParquetFormat}. May import {@code files.format} alone. Formats are
 * immutable and shared by all threads; an encoder belongs to one file and one thread.
 *
 * <pre>
 *  record --ParquetEncoder--> columns of a row group, in memory --full, or the file ends--> pages
 *  file ends --> footer, without which no reader knows a page: so each checkpoint ends all files
 * </pre>
 */
package io.landfall.connector.parquet;
