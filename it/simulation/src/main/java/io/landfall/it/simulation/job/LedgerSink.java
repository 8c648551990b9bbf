package io.landfall.it.simulation.job;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.serialization.Serializer;
import java.util.List;

/** Writes values to a {@link Ledger}. */
record LedgerSink(Ledger ledger, String name) implements TwoPhaseSink<Long, Long> {

  private static final long NONE = -1;

  @Override
  public Writer<Long, Long> createWriter(WriterContext context) {
    ledger.abortLeftovers(
        context.subtaskIndex(), context.parallelism(), context.restoredCheckpointId());
    return new LedgerWriter(context.subtaskIndex());
  }

  @Override
  public void commit(Long prepared) {
    ledger.commit(prepared);
  }

  @Override
  public void abort(Long prepared) {
    ledger.abort(prepared);
  }

  @Override
  public Serializer<Long> committableSerializer() {
    return new LongSerializer();
  }

  private final class LedgerWriter implements Writer<Long, Long> {
    private final int subtask;
    private long open = NONE;

    LedgerWriter(int subtask) {
      this.subtask = subtask;
    }

    @Override
    public void write(Long value, long timestampMs) {
      if (open == NONE) {
        open = ledger.begin(subtask);
      }
      ledger.write(open, value);
    }

    @Override
    public List<Long> prepare(long checkpointId) {
      if (open == NONE) {
        return List.of();
      }
      ledger.prepare(open, checkpointId);
      long prepared = open;
      open = NONE;
      return List.of(prepared);
    }

    @Override
    public void close() {
      if (open != NONE) {
        ledger.abort(open);
      }
    }
  }
}
