/**
 * Rows of a query, in ranges of a numeric key.
 *
 * <p>Read first: {@code JdbcSource}, {@code RangeReader}, {@code RangeFetcher}. May import {@code
 * jdbc.client} and {@code api.*}.
 *
 * <pre>
 *  job thread      JdbcEnumerator (asks for the smallest and largest key on a thread of its own)
 *  fetcher thread  RangeFetcher: one query for each range, rows in batches --queue-->
 *  task thread     RangeReader: emits, knows the key behind the last row
 * </pre>
 */
package io.landfall.connector.jdbc.source;
