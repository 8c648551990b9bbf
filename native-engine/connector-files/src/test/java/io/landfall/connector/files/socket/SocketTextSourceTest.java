package io.landfall.connector.files.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.operators.harness.SourceHarness;
import io.landfall.operators.source.SplitSourceFactory;
import io.landfall.operators.spi.SourceOperator.Poll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketTextSourceTest {

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private SocketTextSource source() {
    return SocketTextSource.of(server.getInetAddress().getHostAddress(), server.getLocalPort());
  }

  private String address() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  /** The next connection gets that and is closed. */
  private void send(String text) throws IOException {
    try (Socket connection = server.accept()) {
      connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static SourceHarness open(SocketTextSource source, int parallelism) throws Exception {
    return SourceHarness.open(new SplitSourceFactory<>(source), parallelism);
  }

  private static void pollUntil(SourceHarness harness, int lines) throws Exception {
    while (harness.values().size() < lines) {
      harness.poll(0, 100);
    }
  }

  @Test
  void readsLinesUntilTheServerClosesTheConnection() throws Exception {
    try (SourceHarness harness = open(source().untilClosed(), 2)) {
      assertThat(harness.poll(1, 1)).isEqualTo(Poll.END);
      send("one\r\n\nzwölf\nlast");
      assertThat(harness.pollToEnd().values()).isEqualTo(List.of("one", "", "zwölf", "last"));
    }
  }

  @Test
  void connectsAgainWhenTheConnectionIsClosedAndAfterARestore() throws Exception {
    try (SourceHarness harness = open(source().reconnecting(3, Duration.ofMillis(1)), 1)) {
      send("a\n");
      send("b\n");
      pollUntil(harness, 2);
      harness.restore(1);
      while (harness.values().size() < 3) {
        // The first may still be a connection of the closed reader, which gets its line for
        // nothing.
        send("c\n");
        harness.poll(0, 100);
      }
      assertThat(harness.values().subList(0, 3)).isEqualTo(List.of("a", "b", "c"));
    }
  }

  @Test
  void failsNamingTheServerWhenAllAttemptsHaveFailed() throws Exception {
    String address = address();
    SocketTextSource source = source().reconnecting(2, Duration.ofMillis(1));
    server.close();
    try (SourceHarness harness = open(source, 1)) {
      assertThatThrownBy(() -> pollUntil(harness, 1))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot read from " + address + ": ")
          .hasMessageEndingWith(
              "start the server, or let the source try more often: reconnecting(...)");
    }
  }

  @Test
  void refusesALineThatIsTooLong() throws Exception {
    try (SourceHarness harness = open(source().maxLineBytes(3), 1)) {
      send("abc\nabcd\n");
      assertThatThrownBy(() -> pollUntil(harness, 2))
          .hasMessage(
              "%s sent a line of more than 3 bytes; raise maxLineBytes, or correct the server",
              address());
      assertThat(harness.values()).isEqualTo(List.of("abc"));
    }
  }
}
