package io.landfall.it.kafka.job;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.serialization.Serializer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills its own process, with SIGKILL, at a moment that no kill from outside would hit surely. */
public record LethalSink<T, C>(TwoPhaseSink<T, C> sink, Moment moment, AtomicInteger left)
    implements TwoPhaseSink<T, C> {

  /** When to die. */
  public enum Moment {
    /** A transaction is prepared, no checkpoint knows of it. */
    AFTER_PREPARE,
    /** The checkpoint is durable, the transaction is not committed. */
    BEFORE_COMMIT,
    /** It is committed, nobody knows of that but the other side. */
    AFTER_COMMIT
  }

  /**
   * @param times dies when the moment comes for so many-th a time
   */
  public LethalSink(TwoPhaseSink<T, C> sink, Moment moment, int times) {
    this(sink, moment, new AtomicInteger(times));
  }

  private void perhapsDie(Moment now) {
    if (now != moment || left.decrementAndGet() != 0) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("cannot die", e);
    }
  }

  @Override
  public String name() {
    return sink.name();
  }

  @Override
  public void validate(Settings settings) throws InvalidSinkException {
    sink.validate(settings);
  }

  @Override
  public boolean mayBlock() {
    return sink.mayBlock();
  }

  @Override
  public Writer<T, C> createWriter(WriterContext context) throws Exception {
    return createWriter(context, List.of());
  }

  @Override
  public Writer<T, C> createWriter(WriterContext context, List<C> restored) throws Exception {
    Writer<T, C> writer = sink.createWriter(context, restored);
    return new Writer<>() {
      @Override
      public void write(T value, long timestampMs) throws Exception {
        writer.write(value, timestampMs);
      }

      @Override
      public List<C> prepare(long checkpointId) throws Exception {
        List<C> prepared = writer.prepare(checkpointId);
        if (!prepared.isEmpty()) {
          perhapsDie(Moment.AFTER_PREPARE);
        }
        return prepared;
      }

      @Override
      public boolean tryCommit(C prepared) throws Exception {
        perhapsDie(Moment.BEFORE_COMMIT);
        if (!writer.tryCommit(prepared)) {
          sink.commit(prepared);
        }
        perhapsDie(Moment.AFTER_COMMIT);
        return true;
      }

      @Override
      public void onCheckpointComplete(long checkpointId) throws Exception {
        writer.onCheckpointComplete(checkpointId);
      }

      @Override
      public void close() throws Exception {
        writer.close();
      }
    };
  }

  @Override
  public void commit(C prepared) throws Exception {
    sink.commit(prepared);
  }

  @Override
  public void abort(C prepared) throws Exception {
    sink.abort(prepared);
  }

  @Override
  public Serializer<C> committableSerializer() {
    return sink.committableSerializer();
  }
}
