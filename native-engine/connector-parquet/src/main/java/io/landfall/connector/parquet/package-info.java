/**
 * Parquet files of Java records: a format for the file sink, and a source.
 *
 * <p>Read first: {@code ParquetFormat}, {@code ParquetSource}. May import {@code files.format},
 * {@code files.source} and {@code api.*}. Formats and sources are immutable and shared by all
 * threads; an encoder belongs to one file and one thread.
 *
 * <pre>
 *  record --ParquetEncoder--> columns of a row group, in memory --full, or the file ends--> pages
 *  file ends --> footer, without which no reader knows a page: so each checkpoint ends all files
 *
 *  job thread    footers --RowGroups--> RowGroupEnumerator --split-->
 *  task threads  RowGroupReader: OpenRowGroup --> records
 * </pre>
 */
package io.landfall.connector.parquet;
