package io.landfall.examples.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineQueueTest {

  @TempDir private Path folder;
  private Path messages;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    messages = Files.writeString(folder.resolve("messages"), "a\nb\nc\nd\n");
    log = folder.resolve("log").resolve("acked");
  }

  @Test
  void offersAgainWhatWasNotAcked() throws IOException {
    try (LineQueue queue = new LineQueue(messages, log, 0, 1)) {
      assertThat(rest(queue)).containsExactly(0, 1, 2, 3);
      queue.ack(2);
      queue.ack(0);
    }
    try (LineQueue queue = new LineQueue(messages, log, 0, 1)) {
      assertThat(rest(queue)).containsExactly(1, 3);
    }
  }

  @Test
  void offersAgainWhatFailed() throws IOException {
    try (LineQueue queue = new LineQueue(messages, log, 1, 2)) {
      assertThat(rest(queue)).containsExactly(1, 3);
      queue.fail(3);
      assertThat(rest(queue)).containsExactly(3);
    }
  }

  @Test
  void takesAnAckThatWasCutOffForNone() throws IOException {
    try (LineQueue queue = new LineQueue(messages, log, 0, 1)) {
      queue.ack(1);
    }
    Files.write(log, new byte[] {0, 0}, StandardOpenOption.APPEND);

    try (LineQueue queue = new LineQueue(messages, log, 0, 1)) {
      assertThat(rest(queue)).containsExactly(0, 2, 3);
      queue.ack(3);
    }
    try (LineQueue queue = new LineQueue(messages, log, 0, 1)) {
      assertThat(rest(queue)).containsExactly(0, 2);
    }
  }

  private static List<Integer> rest(LineQueue queue) {
    List<Integer> rest = new ArrayList<>();
    for (Integer number = queue.take(); number != null; number = queue.take()) {
      rest.add(number);
    }
    return rest;
  }
}
