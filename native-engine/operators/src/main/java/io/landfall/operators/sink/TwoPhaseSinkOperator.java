package io.landfall.operators.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.Counter;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.ListState;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.OperatorContext;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Drives a {@link TwoPhaseSink}: prepares at the barrier, puts the handles into the checkpoint, and
 * commits them when it, or a later one, is known to be durable. What a restored checkpoint holds is
 * committed at once, since it is durable by that very fact; the commit may be a repeated one. All
 * subtasks read all of what it holds, and each commits its share.
 */
final class TwoPhaseSinkOperator<T, C> extends AbstractOperator
    implements TwoPhaseSink.WriterContext {

  /** A handle and the checkpoint that holds it. */
  private record Prepared<C>(long checkpointId, C handle) {}

  private final TwoPhaseSink<T, C> sink;
  private final List<Prepared<C>> uncommitted = new ArrayList<>();
  private ListState<Prepared<C>> prepared;
  private TwoPhaseSink.Writer<T, C> writer;

  TwoPhaseSinkOperator(TwoPhaseSink<T, C> sink) {
    this.sink = sink;
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    super.open(operatorContext);
    Serializer<C> own = sink.committableSerializer();
    prepared =
        operatorContext
            .operatorState()
            .unionList("prepared", new PreparedSerializer<>(own, context.genericSerializer()));
    List<C> restored = new ArrayList<>();
    for (Prepared<C> each : prepared.get()) {
      if (restored.size() % context.parallelism() == context.subtaskIndex()) {
        sink.commit(each.handle());
      }
      restored.add(each.handle());
    }
    prepared.clear();
    writer = sink.createWriter(this, restored);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    writer.write((T) value, timestampMs);
  }

  @Override
  public void snapshot(long checkpointId) throws Exception {
    for (C handle : writer.prepare(checkpointId)) {
      uncommitted.add(new Prepared<>(checkpointId, handle));
    }
    prepared.update(uncommitted);
  }

  @Override
  public void onCheckpointComplete(long checkpointId) throws Exception {
    for (Iterator<Prepared<C>> all = uncommitted.iterator(); all.hasNext(); ) {
      Prepared<C> next = all.next();
      if (next.checkpointId() <= checkpointId) {
        if (!writer.tryCommit(next.handle())) {
          sink.commit(next.handle());
        }
        all.remove();
      }
    }
    writer.onCheckpointComplete(checkpointId);
  }

  @Override
  public void close() throws Exception {
    if (writer != null) {
      writer.close();
    }
  }

  @Override
  public String jobName() {
    return context.jobName();
  }

  @Override
  public String operatorUid() {
    return context.operatorUid();
  }

  @Override
  public int subtaskIndex() {
    return context.subtaskIndex();
  }

  @Override
  public int parallelism() {
    return context.parallelism();
  }

  @Override
  public long restoredCheckpointId() {
    return context.restoredCheckpointId();
  }

  @Override
  public Counter counter(String name) {
    return context.counter(name);
  }

  @Override
  public void gauge(String name, LongSupplier value) {
    context.gauge(name, value);
  }

  private static final class PreparedSerializer<C> implements Serializer<Prepared<C>> {
    private static final long serialVersionUID = 1L;

    private final Serializer<C> own;
    private final transient Serializer<Object> generic;

    PreparedSerializer(Serializer<C> own, Serializer<Object> generic) {
      this.own = own;
      this.generic = generic;
    }

    @Override
    public void write(Prepared<C> value, DataOutput out) throws IOException {
      out.writeLong(value.checkpointId());
      if (own != null) {
        own.write(value.handle(), out);
      } else {
        generic.write(value.handle(), out);
      }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Prepared<C> read(DataInput in) throws IOException {
      long checkpointId = in.readLong();
      return new Prepared<>(checkpointId, own != null ? own.read(in) : (C) generic.read(in));
    }

    @Override
    public Prepared<C> copy(Prepared<C> value) {
      return value;
    }

    @Override
    public boolean isImmutable(Prepared<C> value) {
      return true;
    }

    @Override
    public Serializer<Prepared<C>> duplicate() {
      return new PreparedSerializer<>(
          own == null ? null : own.duplicate(), generic == null ? null : generic.duplicate());
    }
  }
}
