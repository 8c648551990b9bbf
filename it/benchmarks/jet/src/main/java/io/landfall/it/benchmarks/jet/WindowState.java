package io.landfall.it.benchmarks.jet;

import com.hazelcast.jet.aggregate.AggregateOperation;
import com.hazelcast.jet.aggregate.AggregateOperation1;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.landfall.it.benchmarks.workload.Event;
import java.io.IOException;
import java.util.Objects;

/** Sum and count of a key in a window, or in a part of one. */
final class WindowState {

  private long sum;
  private long count;

  /**
   * With all of its functions, so that sliding windows add and take off parts. Results are copies:
   * Jet goes on changing what it gave.
   */
  static AggregateOperation1<Event, WindowState, WindowState> operation() {
    return AggregateOperation.withCreate(WindowState::new)
        .<Event>andAccumulate(WindowState::add)
        .andCombine((into, other) -> into.add(other, 1))
        .andDeduct((from, other) -> from.add(other, -1))
        .andExportFinish(WindowState::copy);
  }

  long sum() {
    return sum;
  }

  long count() {
    return count;
  }

  private void add(Event event) {
    sum += event.value;
    count++;
  }

  private void add(WindowState other, long sign) {
    sum += sign * other.sum;
    count += sign * other.count;
  }

  private WindowState copy() {
    WindowState copy = new WindowState();
    copy.add(this, 1);
    return copy;
  }

  /** A part that holds nothing must equal a new one, or Jet keeps its key for ever. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WindowState state && sum == state.sum && count == state.count;
  }

  @Override
  public int hashCode() {
    return Objects.hash(sum, count);
  }

  /** For snapshots. */
  static final class Serializer implements StreamSerializer<WindowState> {

    private static final int TYPE_ID = 2;

    @Override
    public int getTypeId() {
      return TYPE_ID;
    }

    @Override
    public void write(ObjectDataOutput out, WindowState state) throws IOException {
      out.writeLong(state.sum);
      out.writeLong(state.count);
    }

    @Override
    public WindowState read(ObjectDataInput in) throws IOException {
      WindowState state = new WindowState();
      state.sum = in.readLong();
      state.count = in.readLong();
      return state;
    }
  }
}
