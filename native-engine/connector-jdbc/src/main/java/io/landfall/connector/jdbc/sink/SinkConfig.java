package io.landfall.connector.jdbc.sink;

import io.landfall.connector.jdbc.client.JdbcConnection;
import java.time.Duration;

/**
 * What a {@link JdbcSinkBuilder} has put together.
 *
 * @param maxRows that may wait for a checkpoint in one subtask
 */
record SinkConfig<T>(
    String name,
    JdbcConnection connection,
    String sql,
    RowBinder<? super T> binder,
    Guarantee guarantee,
    int batchRows,
    int maxRows,
    String ledgerTable,
    Duration ledgerRetention) {}
