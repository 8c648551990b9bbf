/**
 * How a database is reached. Read first: {@code JdbcConnection}. Imports nothing else of ours. Any
 * thread.
 */
package io.landfall.connector.jdbc.client;
