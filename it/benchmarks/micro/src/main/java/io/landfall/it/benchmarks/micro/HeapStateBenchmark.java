package io.landfall.it.benchmarks.micro;

import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ValueState;
import io.landfall.runtime.state.KeyedState;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One update of one key, keys in an order that no cache foresees. */
@State(Scope.Thread)
public class HeapStateBenchmark extends Settings {

  private static final int STEP = 7_919;

  @Param({"10000", "1000000"})
  public int keys;

  private KeyedState state;
  private ValueState<Long> count;
  private LongState number;
  private MapState<Long, Long> perField;
  private Long[] key;
  private int next;
  private long watermarkMs;

  @Setup(Level.Trial)
  public void open() {
    state = KeyedStates.open();
    count = state.valueState("count");
    number = state.longState("number");
    perField = state.mapState("per-field");
    key = new Long[keys];
    for (int i = 0; i < keys; i++) {
      key[i] = (long) i << 20;
    }
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    state.close();
  }

  private Long select() {
    next = (next + STEP) % keys;
    Long selected = key[next];
    KeyedStates.select(state, selected);
    return selected;
  }

  /** The key only: what the others pay as well. */
  @Benchmark
  public Long selectKey() {
    return select();
  }

  @Benchmark
  public void updateValue() {
    select();
    Long before = count.value();
    count.update(before == null ? 1 : before + 1);
  }

  @Benchmark
  public long addToNumber() {
    select();
    return number.add(1);
  }

  @Benchmark
  public void updateMapEntry() {
    Long selected = select();
    Long field = selected & 3;
    Long before = perField.get(field);
    perField.put(field, before == null ? 1 : before + 1);
  }

  /** One timer registered, and on average one fired. */
  @Benchmark
  public void registerAndFireTimer() throws Exception {
    select();
    state.timers().registerEventTimer("", watermarkMs + 1 + next % 1_000);
    if (next % 100 == 0) {
      watermarkMs++;
      state.timers().fireEvent(watermarkMs, (namespace, timestampMs, eventTime) -> {});
    }
  }
}
