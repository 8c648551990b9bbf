package io.landfall.operators.harness;

import io.landfall.api.function.Accumulator;
import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.Counter;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.StateAccess;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.State;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.operators.spi.DirectOutput;
import io.landfall.operators.spi.KeyedTimers;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.OperatorState;
import io.landfall.operators.spi.Output;
import io.landfall.operators.spi.SliceState;
import io.landfall.operators.spi.WatermarkGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** What an operator in a harness may touch. */
final class HarnessContext implements OperatorContext {

  private record Callback(long timeMs, ThreadAction action) {}

  final CollectedOutput output = new CollectedOutput();
  final NaiveKeyedState keyed = new NaiveKeyedState();
  final NaiveTimers timers = new NaiveTimers(keyed);
  final List<Object> sentToCoordinator = new ArrayList<>();
  long clockMs;
  long watermarkMs = Long.MIN_VALUE;
  int roomRecords = Integer.MAX_VALUE;
  boolean holdingInput;
  long othersInGroupMs = Long.MAX_VALUE;
  final Map<String, Accumulator<?, ?>> accumulators = new HashMap<>();

  private long seeds;
  private NaiveOperatorState operatorState = new NaiveOperatorState(0, 1);
  private int subtaskIndex;
  private int parallelism = 1;
  private final Map<String, CollectedOutput> sideOutputs = new HashMap<>();
  private final Map<String, HarnessCounter> counters = new HashMap<>();
  private final List<Callback> callbacks = new ArrayList<>();
  private final Queue<ThreadAction> actions = new ConcurrentLinkedQueue<>();
  private long restoredCheckpointId = -1;

  /** Keeps what it gets. */
  static final class CollectedOutput implements Output {
    final List<Emitted> records = new ArrayList<>();
    final List<Long> watermarks = new ArrayList<>();
    final List<Boolean> idleness = new ArrayList<>();

    List<Emitted> take() {
      List<Emitted> taken = List.copyOf(records);
      records.clear();
      return taken;
    }

    List<Object> values() {
      List<Object> values = new ArrayList<>();
      records.forEach(each -> values.add(each.value()));
      return values;
    }

    @Override
    public void emit(Object value, long timestampMs) {
      records.add(new Emitted(value, timestampMs));
    }

    @Override
    public void emitWatermark(long timestampMs) {
      watermarks.add(timestampMs);
    }

    @Override
    public void emitIdle(boolean idle) {
      idleness.add(idle);
    }
  }

  private static final class HarnessCounter implements Counter {
    private long count;

    @Override
    public void add(long amount) {
      count += amount;
    }

    @Override
    public long value() {
      return count;
    }
  }

  void subtask(int index, int of) {
    subtaskIndex = index;
    parallelism = of;
    operatorState = new NaiveOperatorState(index, of);
  }

  OperatorSnapshot copy(long checkpointId) {
    return new OperatorSnapshot(checkpointId, keyed.copy(), timers.copy(), operatorState.copy());
  }

  @SuppressWarnings("unchecked")
  void restore(List<OperatorSnapshot> oldSubtasks) {
    List<Map<String, List<Object>>> lists = new ArrayList<>();
    for (OperatorSnapshot old : oldSubtasks) {
      restoredCheckpointId = old.checkpointId;
      // Copied once more, so that a snapshot can be restored several times.
      keyed.restore((Map<String, Map<Object, Object>>) Copies.of(old.keyed), this::owns);
      timers.restore(old.timers, this::owns);
      lists.add((Map<String, List<Object>>) Copies.of(old.lists));
    }
    operatorState.restore(lists);
  }

  boolean owns(Object key) {
    int keyGroup = NaiveKeyGroups.of(key);
    return keyGroup >= firstKeyGroup() && keyGroup <= lastKeyGroup();
  }

  CollectedOutput side(String id) {
    return sideOutputs.computeIfAbsent(id, i -> new CollectedOutput());
  }

  long nextCallbackMs() {
    return callbacks.stream().mapToLong(Callback::timeMs).min().orElse(Long.MAX_VALUE);
  }

  void runNextCallback() throws Exception {
    Callback next =
        callbacks.stream().min(Comparator.comparingLong(Callback::timeMs)).orElseThrow();
    callbacks.remove(next);
    next.action().run();
  }

  void runActions() throws Exception {
    for (ThreadAction action; (action = actions.poll()) != null; ) {
      action.run();
    }
  }

  @Override
  public String jobName() {
    return "harness";
  }

  @Override
  public String operatorUid() {
    return "operator";
  }

  @Override
  public String operatorName() {
    return "operator";
  }

  @Override
  public int subtaskIndex() {
    return subtaskIndex;
  }

  @Override
  public int parallelism() {
    return parallelism;
  }

  @Override
  public int attempt() {
    return 0;
  }

  @Override
  public long restoredCheckpointId() {
    return restoredCheckpointId;
  }

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Output sideOutput(String id) {
    return side(id);
  }

  @Override
  public DirectOutput directOutput(String id, int toOperatorId) {
    throw new UnsupportedOperationException("the harness has no direct edges");
  }

  @Override
  public KeyedTimers timers() {
    return timers;
  }

  @Override
  public StateAccess namespacedStates() {
    return keyed.namespaced();
  }

  @Override
  public <A> SliceState<A> sliceState(StateDescriptor<A> descriptor) {
    return keyed.sliceState(descriptor);
  }

  @Override
  public void setCurrentNamespace(Object namespace) {
    keyed.setCurrentNamespace(namespace);
  }

  @Override
  public OperatorState operatorState() {
    return operatorState;
  }

  @Override
  public Object currentKey() {
    return keyed.currentKey();
  }

  @Override
  public int currentKeyGroup() {
    return NaiveKeyGroups.of(keyed.requireKey());
  }

  @Override
  public int firstKeyGroup() {
    return NaiveKeyGroups.firstOf(subtaskIndex, parallelism);
  }

  @Override
  public int lastKeyGroup() {
    return NaiveKeyGroups.firstOf(subtaskIndex + 1, parallelism) - 1;
  }

  @Override
  public void setCurrentKey(Object key) {
    keyed.setCurrentKey(key);
  }

  @Override
  public void forEachKey(State state, KeyAction action) throws Exception {
    Object before = keyed.currentKey();
    try {
      for (Object key : keyed.keysOf(state)) {
        keyed.setCurrentKey(key);
        action.run(key);
      }
    } finally {
      keyed.setCurrentKey(before);
    }
  }

  @Override
  public long processingTimeMs() {
    return clockMs;
  }

  @Override
  public boolean isBackpressured() {
    return output.records.size() >= roomRecords;
  }

  @Override
  public long elapsedMs() {
    return clockMs;
  }

  @Override
  public void holdInput(boolean hold) {
    holdingInput = hold;
  }

  @Override
  public long newSeed() {
    return seeds++;
  }

  @Override
  public long watermarkMs() {
    return watermarkMs;
  }

  @Override
  public void schedule(long delayMs, ThreadAction action) {
    callbacks.add(new Callback(clockMs + delayMs, action));
  }

  @Override
  public void execute(ThreadAction action) {
    actions.add(action);
  }

  @Override
  public void wakeUp() {}

  @Override
  public void sendToCoordinator(Object event) {
    sentToCoordinator.add(event);
  }

  @Override
  public Serializer<Object> genericSerializer() {
    return new JavaSerializer();
  }

  @Override
  public WatermarkGroup watermarkGroup(String name) {
    return new WatermarkGroup() {
      private long ownMs = Long.MIN_VALUE;

      @Override
      public void report(long reportedMs) {
        ownMs = reportedMs;
      }

      @Override
      public void leave() {
        ownMs = Long.MAX_VALUE;
      }

      @Override
      public long lowestMs() {
        return Math.min(ownMs, othersInGroupMs);
      }
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A extends Accumulator<?, ?>> A accumulator(String name, A fresh) {
    return (A) accumulators.computeIfAbsent(name, n -> fresh);
  }

  @Override
  public Counter counter(String name) {
    return counters.computeIfAbsent(name, n -> new HarnessCounter());
  }

  @Override
  public void gauge(String name, LongSupplier value) {}

  @Override
  public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
    return keyed.plain().valueState(descriptor);
  }

  @Override
  public LongState longState(StateDescriptor<Long> descriptor) {
    return keyed.plain().longState(descriptor);
  }

  @Override
  public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
    return keyed.plain().listState(descriptor);
  }

  @Override
  public <K, V> MapState<K, V> mapState(
      StateDescriptor<V> descriptor, Serializer<K> keySerializer) {
    return keyed.plain().mapState(descriptor, keySerializer);
  }

  @Override
  public <T> ReducingState<T> reducingState(
      StateDescriptor<T> descriptor, ReduceFunction<T> function) {
    return keyed.plain().reducingState(descriptor, function);
  }

  @Override
  public <I, A, O> AggregatingState<I, O> aggregatingState(
      StateDescriptor<A> descriptor, AggregateFunction<I, A, O> function) {
    return keyed.plain().aggregatingState(descriptor, function);
  }
}
