/**
 * Rows into tables: at least once, or exactly once by a ledger in the same database.
 *
 * <p>Read first: {@code JdbcSink}, {@code Ledger}. May import {@code jdbc.client} and {@code
 * api.*}.
 *
 * <pre>
 *  at least once   write --> batches, each committed when it is full;  prepare: the last one
 *  exactly once    write --> kept;  prepare: into the handle, so into the checkpoint
 *                  commit: rows and a line of the ledger in one transaction, or neither
 * </pre>
 */
package io.landfall.connector.jdbc.sink;
