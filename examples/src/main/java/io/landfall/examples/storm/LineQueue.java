package io.landfall.examples.storm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A message queue over a file of lines, of the kind that delivers again what was never acked. Which
 * lines were, it notes in a log of its own that is only ever appended to. One thread.
 */
final class LineQueue implements AutoCloseable {

  private static final int ID_BYTES = Integer.BYTES;

  private final List<String> lines;
  private final FileChannel ackedLog;
  private final ArrayDeque<Integer> waiting = new ArrayDeque<>();

  /**
   * Offers every line that the log does not name.
   *
   * @param reader which of the {@code readers} this is: it gets each line whose number modulo
   *     {@code readers} is its own
   */
  LineQueue(Path messages, Path log, int reader, int readers) throws IOException {
    lines = Files.readAllLines(messages);
    Files.createDirectories(log.toAbsolutePath().getParent());
    ackedLog =
        FileChannel.open(
            log, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Set<Integer> acked = readAcked();
    for (int line = reader; line < lines.size(); line += readers) {
      if (!acked.contains(line)) {
        waiting.add(line);
      }
    }
  }

  /** The number of the next line, which is out from now on; null if none is waiting. */
  Integer take() {
    return waiting.poll();
  }

  String line(int number) {
    return lines.get(number);
  }

  /** The line is done: it is never offered again, by any process. */
  void ack(int number) throws IOException {
    ByteBuffer id = ByteBuffer.allocate(ID_BYTES).putInt(number).flip();
    while (id.hasRemaining()) {
      ackedLog.write(id);
    }
  }

  /** The line is to be offered again. */
  void fail(int number) {
    waiting.add(number);
  }

  private Set<Integer> readAcked() throws IOException {
    // A process that died within a write leaves part of an id; the line was not acked then.
    long wholeBytes = ackedLog.size() / ID_BYTES * ID_BYTES;
    ackedLog.truncate(wholeBytes);
    ByteBuffer ids = ByteBuffer.allocate((int) wholeBytes);
    while (ids.hasRemaining()) {
      ackedLog.read(ids);
    }
    ids.flip();
    Set<Integer> acked = new HashSet<>();
    while (ids.hasRemaining()) {
      acked.add(ids.getInt());
    }
    return acked;
  }

  @Override
  public void close() throws IOException {
    ackedLog.close();
  }
}
