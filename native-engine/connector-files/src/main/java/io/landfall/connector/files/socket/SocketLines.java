package io.landfall.connector.files.socket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects, reads lines and connects again, on a thread of its own. A full queue makes the server
 * wait, by TCP's own means. Other methods: task thread.
 */
final class SocketLines implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SocketLines.class);
  private static final int LINES_AHEAD = 4_096;
  private static final int CONNECT_TIMEOUT_MS = 10_000;

  private final SocketTextSource.Config config;
  private final Runnable wakeUp;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_AHEAD);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** Set last of all by the thread, so that no line and no failure follows. */
  private volatile boolean ended;

  private volatile IOException failure;
  private volatile Socket socket;

  /** Failed attempts since the last connection. The thread's alone. */
  private int failedAttempts;

  /**
   * @param wakeUp called by the thread when there is something
   */
  SocketLines(SocketTextSource.Config config, Runnable wakeUp) {
    this.config = config;
    this.wakeUp = wakeUp;
    this.thread = new Thread(this::run, "socket-" + config.address());
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** The next line; null if there is none now. */
  String poll() {
    return lines.poll();
  }

  /**
   * @throws IOException if there will be no more lines because something went wrong
   */
  boolean isAtEnd() throws IOException {
    if (!ended || !lines.isEmpty()) {
      return false;
    }
    if (failure != null) {
      throw failure;
    }
    return true;
  }

  private void run() {
    try {
      boolean again = true;
      while (again) {
        again = !readOnce() && waitBeforeNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failure = e;
    } finally {
      ended = true;
      wakeUp.run();
    }
  }

  /**
   * @return true if the input has ended
   */
  private boolean readOnce() throws IOException, InterruptedException {
    try (Socket connected = new Socket()) {
      socket = connected;
      connected.connect(new InetSocketAddress(config.host(), config.port()), CONNECT_TIMEOUT_MS);
      failedAttempts = 0;
      readLines(new BufferedInputStream(connected.getInputStream()));
      if (config.untilClosed()) {
        return true;
      }
      throw new EOFException("the server closed the connection");
    } catch (LineTooLongException e) {
      throw e;
    } catch (IOException e) {
      countFailure(e);
      return false;
    }
  }

  private void readLines(InputStream in) throws IOException, InterruptedException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        hand(line);
      } else if (line.size() == config.maxLineBytes()) {
        throw new LineTooLongException(
            config.address()
                + " sent a line of more than "
                + config.maxLineBytes()
                + " bytes; raise maxLineBytes, or correct the server");
      } else {
        line.write(next);
      }
    }
    if (line.size() > 0) {
      hand(line);
    }
  }

  private void hand(ByteArrayOutputStream line) throws InterruptedException {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lines.put(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    wakeUp.run();
  }

  private void countFailure(IOException e) throws IOException {
    if (closed.getCount() == 0) {
      return;
    }
    if (failedAttempts == config.attempts()) {
      throw new IOException(
          "cannot read from "
              + config.address()
              + ": "
              + e.getMessage()
              + "; start the server, or let the source try more often: reconnecting(...)",
          e);
    }
    failedAttempts++;
    LOG.warn(
        "cannot read from {}: {}; attempt {} of {} in {} ms",
        config.address(),
        e.getMessage(),
        failedAttempts,
        config.attempts(),
        config.delay().toMillis());
  }

  /**
   * @return false if it was closed meanwhile
   */
  private boolean waitBeforeNext() throws InterruptedException {
    return !closed.await(config.delay().toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("closing the connection to {}", config.address(), e);
      }
    }
  }

  private static final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    LineTooLongException(String message) {
      super(message);
    }
  }
}
