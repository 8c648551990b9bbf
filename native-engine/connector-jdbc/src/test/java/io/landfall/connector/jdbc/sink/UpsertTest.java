package io.landfall.connector.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.connector.jdbc.client.JdbcConnection;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpsertTest {

  @Test
  void replacesARowByItsKey() {
    assertThat(Upsert.onConflict("t", List.of("a", "b"), List.of("c", "d")))
        .isEqualTo(
            "INSERT INTO t (a, b, c, d) VALUES (?, ?, ?, ?) ON CONFLICT (a, b) DO UPDATE SET"
                + " c = EXCLUDED.c, d = EXCLUDED.d");
    assertThat(Upsert.onConflict("t", List.of("a"), List.of()))
        .isEqualTo("INSERT INTO t (a) VALUES (?) ON CONFLICT (a) DO NOTHING");
    assertThat(Upsert.onDuplicateKey("t", List.of("a"), List.of("c")))
        .isEqualTo("INSERT INTO t (a, c) VALUES (?, ?) ON DUPLICATE KEY UPDATE c = VALUES(c)");
    assertThatThrownBy(() -> Upsert.onConflict("t", List.of(), List.of("c")))
        .hasMessage("table t: name the columns of its key");
  }

  @Test
  void refusesASinkThatLacksSomething() {
    JdbcSinkBuilder<String> builder = JdbcSink.builder();
    assertThatThrownBy(builder::build).hasMessage("sink 'jdbc-sink': give it a connection");
    builder.connection(JdbcConnection.url("jdbc:none")).sql("INSERT");
    assertThatThrownBy(builder::build).hasMessage("sink 'jdbc-sink': give it a binder");
    assertThatThrownBy(() -> builder.batchRows(0)).hasMessage("batchRows 0 is below 1");
  }

  @Test
  void tellsNoSecretOfAConnection() {
    assertThat(JdbcConnection.url("jdbc:x://h/db?password=secret").password("secret").toString())
        .isEqualTo("jdbc:x://h/db");
  }
}
