package io.landfall.storm.testing;

import io.landfall.api.function.Accumulator;
import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.Counter;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.StateAccess;
import io.landfall.api.graph.LogicalOperator;
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
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.OperatorState;
import io.landfall.operators.spi.Output;
import io.landfall.operators.spi.SliceState;
import io.landfall.operators.spi.WatermarkGroup;
import io.landfall.runtime.serialization.GenericSerializers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** One task of a {@link TopologyHarness}. */
final class HarnessContext implements OperatorContext, OperatorState {

  private record Call(long timeMs, ThreadAction action) {}

  private final TopologyHarness harness;
  private final LogicalOperator logical;
  private final int subtask;
  private final Operator operator;
  private final Map<String, List<Object>> state = new HashMap<>();
  private final Queue<ThreadAction> actions = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Call> calls =
      new PriorityQueue<>((a, b) -> Long.compare(a.timeMs, b.timeMs));

  HarnessContext(TopologyHarness harness, LogicalOperator logical, int subtask, Operator operator) {
    this.harness = harness;
    this.logical = logical;
    this.subtask = subtask;
    this.operator = operator;
  }

  Operator operator() {
    return operator;
  }

  int operatorId() {
    return logical.id();
  }

  String key() {
    return logical.uid() + "/" + subtask;
  }

  void restore(Map<String, List<Object>> restored) {
    restored.forEach((name, list) -> state.put(name, new ArrayList<>(list)));
  }

  Map<String, List<Object>> copyOfState() {
    Map<String, List<Object>> copy = new HashMap<>();
    state.forEach((name, list) -> copy.put(name, new ArrayList<>(list)));
    return copy;
  }

  boolean runActions() {
    boolean any = false;
    for (ThreadAction next = actions.poll(); next != null; next = actions.poll()) {
      TopologyHarness.run(next::run);
      any = true;
    }
    return any;
  }

  long nextCallMs() {
    return calls.isEmpty() ? Long.MAX_VALUE : calls.peek().timeMs;
  }

  void callNext() throws Exception {
    Call call = calls.poll();
    TopologyHarness.run(call.action::run);
  }

  @Override
  public String jobName() {
    return "test";
  }

  @Override
  public String operatorUid() {
    return logical.uid();
  }

  @Override
  public String operatorName() {
    return logical.name();
  }

  @Override
  public int subtaskIndex() {
    return subtask;
  }

  @Override
  public int parallelism() {
    return logical.parallelism();
  }

  @Override
  public int attempt() {
    return harness.attempt();
  }

  @Override
  public long restoredCheckpointId() {
    return harness.restoredCheckpointId();
  }

  @Override
  public DirectOutput directOutput(String id, int toOperatorId) {
    return new DirectOutput() {
      @Override
      public int targetCount() {
        return harness.job().graph().operator(toOperatorId).parallelism();
      }

      @Override
      public void emit(int targetSubtask, Object value, long timestampMs) {
        harness.send(toOperatorId, targetSubtask, value);
      }
    };
  }

  @Override
  public StateAccess namespacedStates() {
    throw notHere();
  }

  @Override
  public <A> SliceState<A> sliceState(StateDescriptor<A> descriptor) {
    throw notHere();
  }

  @Override
  public void setCurrentNamespace(Object namespace) {
    throw notHere();
  }

  @Override
  public OperatorState operatorState() {
    return this;
  }

  @Override
  public long processingTimeMs() {
    return harness.nowMs();
  }

  @Override
  public boolean isBackpressured() {
    return false;
  }

  @Override
  public long elapsedMs() {
    return processingTimeMs();
  }

  @Override
  public void holdInput(boolean hold) {
    throw new UnsupportedOperationException("not here");
  }

  @Override
  public long newSeed() {
    return ThreadLocalRandom.current().nextLong();
  }

  @Override
  public long watermarkMs() {
    return Long.MIN_VALUE;
  }

  @Override
  public void schedule(long delayMs, ThreadAction action) {
    calls.add(new Call(harness.nowMs() + delayMs, action));
  }

  @Override
  public void execute(ThreadAction action) {
    actions.add(action);
  }

  @Override
  public void wakeUp() {}

  @Override
  public Serializer<Object> genericSerializer() {
    return new GenericSerializers(HarnessContext.class.getClassLoader()).create();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> ListState<T> indexedList(String name, Serializer<T> serializer) {
    List<T> list = (List<T>) state.computeIfAbsent(name, n -> new ArrayList<>());
    return new ListState<>() {
      @Override
      public List<T> get() {
        return List.copyOf(list);
      }

      @Override
      public void add(T value) {
        list.add(value);
      }

      @Override
      public void addAll(Iterable<? extends T> values) {
        values.forEach(list::add);
      }

      @Override
      public void update(List<? extends T> values) {
        list.clear();
        list.addAll(values);
      }

      @Override
      public void clear() {
        list.clear();
      }
    };
  }

  @Override
  public <T> ListState<T> splitList(String name, Serializer<T> serializer) {
    throw notHere();
  }

  @Override
  public <T> ListState<T> unionList(String name, Serializer<T> serializer) {
    throw notHere();
  }

  @Override
  public <T> ListState<T> broadcastList(String name, Serializer<T> serializer) {
    throw notHere();
  }

  @Override
  public Output output() {
    throw notHere();
  }

  @Override
  public Output sideOutput(String id) {
    throw notHere();
  }

  @Override
  public KeyedTimers timers() {
    throw notHere();
  }

  @Override
  public Object currentKey() {
    return null;
  }

  @Override
  public int currentKeyGroup() {
    throw notHere();
  }

  @Override
  public int firstKeyGroup() {
    throw notHere();
  }

  @Override
  public int lastKeyGroup() {
    throw notHere();
  }

  @Override
  public void setCurrentKey(Object key) {
    throw notHere();
  }

  @Override
  public void forEachKey(State state, KeyAction action) {
    throw notHere();
  }

  @Override
  public void sendToCoordinator(Object event) {
    throw notHere();
  }

  @Override
  public WatermarkGroup watermarkGroup(String name) {
    throw new UnsupportedOperationException("not here");
  }

  @Override
  public <A extends Accumulator<?, ?>> A accumulator(String name, A fresh) {
    throw new UnsupportedOperationException("not here");
  }

  @Override
  public Counter counter(String name) {
    throw notHere();
  }

  @Override
  public void gauge(String name, LongSupplier value) {}

  @Override
  public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
    throw notHere();
  }

  @Override
  public LongState longState(StateDescriptor<Long> descriptor) {
    throw notHere();
  }

  @Override
  public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
    throw notHere();
  }

  @Override
  public <K, V> MapState<K, V> mapState(StateDescriptor<V> descriptor, Serializer<K> keys) {
    throw notHere();
  }

  @Override
  public <T> ReducingState<T> reducingState(StateDescriptor<T> descriptor, ReduceFunction<T> f) {
    throw notHere();
  }

  @Override
  public <I, A, O> AggregatingState<I, O> aggregatingState(
      StateDescriptor<A> descriptor, AggregateFunction<I, A, O> function) {
    throw notHere();
  }

  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException("Storm operators do not use it");
  }
}
