package io.landfall.runtime.task;

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
import io.landfall.runtime.channel.Signal;
import io.landfall.runtime.state.KeptState;
import io.landfall.runtime.state.KeyGroupRange;
import io.landfall.runtime.state.KeyGroups;
import io.landfall.runtime.state.KeyedState;
import io.landfall.runtime.state.OperatorStateStore;
import io.landfall.runtime.state.StateSnapshot;
import io.landfall.runtime.state.TimerHandler;
import io.landfall.runtime.task.TaskReporter.OperatorSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What one operator of a running task may touch. */
final class TaskOperatorContext implements OperatorContext {

  private final TaskSetup task;
  private final TaskSetup.OperatorSetup operator;
  private final OperatorOutputs outputs;
  private final KeyedState keyedState;
  private final boolean resumed;
  private final OperatorStateStore operatorState;
  private final KeyGroupRange keyGroups;
  private final Outbox outbox;
  private final DelayedActions delayed;
  private Serializer<Object> genericSerializer;
  private long watermarkMs = Long.MIN_VALUE;
  private boolean holding;
  private final KeptAccumulators accumulators = new KeptAccumulators();

  /**
   * @param keyedState null if no input has a key
   * @param resumed whether it has all it needs already
   */
  TaskOperatorContext(
      TaskSetup task,
      TaskSetup.OperatorSetup operator,
      OperatorOutputs outputs,
      KeyedState keyedState,
      boolean resumed,
      Outbox outbox,
      DelayedActions delayed) {
    this.task = task;
    this.operator = operator;
    this.outputs = outputs;
    this.keyedState = keyedState;
    this.resumed = resumed;
    this.outbox = outbox;
    this.delayed = delayed;
    this.keyGroups =
        keyedState == null
            ? new KeyGroupRange(0, -1)
            : KeyGroups.rangeOf(task.subtaskIndex(), task.parallelism(), operator.keyGroupCount());
    this.operatorState =
        new OperatorStateStore(
            operator.uid(), task.subtaskIndex(), task.parallelism(), task.job().serializers());
  }

  void restore() throws IOException {
    if (operator.restored().isEmpty()) {
      return;
    }
    operatorState.restore(operator.restored());
    if (keyedState != null && !resumed) {
      keyedState.restore(operator.restored());
    }
  }

  OperatorSnapshot capture(Signal.Barrier barrier, int operatorId) throws IOException {
    StateSnapshot state = captureState(barrier);
    // A savepoint is never gone back to.
    KeptState kept =
        keyedState == null || barrier.isSelfContained() ? KeptState.NONE : keyedState.keep();
    return new OperatorSnapshot(operatorId, state, kept);
  }

  private StateSnapshot captureState(Signal.Barrier barrier) throws IOException {
    List<StateSnapshot> parts = new ArrayList<>(2);
    accumulators.save();
    StateSnapshot operatorPart = operatorState.snapshot();
    if (operatorPart != StateSnapshot.EMPTY) {
      parts.add(operatorPart);
    }
    if (keyedState != null) {
      long checkpointId = barrier.checkpointId();
      parts.add(
          barrier.isSelfContained()
              ? keyedState.snapshot(checkpointId)
              : keyedState.snapshotSince(checkpointId, barrier.completedId()));
    }
    return parts.isEmpty() ? StateSnapshot.EMPTY : StateSnapshot.all(parts);
  }

  void closeState() {
    if (keyedState != null) {
      keyedState.close();
    }
  }

  void advanceWatermark(long toMs, TimerHandler handler) throws Exception {
    watermarkMs = toMs;
    if (keyedState != null) {
      keyedState.timers().fireEvent(toMs, handler);
    }
  }

  /** {@link Long#MAX_VALUE} if there is none. */
  long nextProcessingTimerMs() {
    return keyedState == null ? Long.MAX_VALUE : keyedState.timers().nextProcessingTimestampMs();
  }

  boolean fireProcessingTimers(long nowMs, TimerHandler handler) throws Exception {
    return keyedState.timers().fireProcessing(nowMs, handler);
  }

  @Override
  public String jobName() {
    return task.job().jobName();
  }

  @Override
  public String operatorUid() {
    return operator.uid();
  }

  @Override
  public String operatorName() {
    return operator.name();
  }

  @Override
  public int subtaskIndex() {
    return task.subtaskIndex();
  }

  @Override
  public int parallelism() {
    return task.parallelism();
  }

  @Override
  public int attempt() {
    return task.job().attempt();
  }

  @Override
  public long restoredCheckpointId() {
    return task.job().restoredCheckpointId();
  }

  @Override
  public Output output() {
    return outputs.main();
  }

  @Override
  public Output sideOutput(String id) {
    return outputs.side(id);
  }

  @Override
  public DirectOutput directOutput(String id, int toOperatorId) {
    return outputs.direct(id, toOperatorId);
  }

  @Override
  public boolean isBackpressured() {
    return !outbox.takesInput();
  }

  @Override
  public void holdInput(boolean hold) {
    if (hold != holding) {
      holding = hold;
      if (hold) {
        outbox.hold();
      } else {
        outbox.release();
      }
    }
  }

  @Override
  public KeyedTimers timers() {
    return keyed().timers();
  }

  @Override
  public StateAccess namespacedStates() {
    return keyed().namespaced();
  }

  @Override
  public <A> SliceState<A> sliceState(StateDescriptor<A> descriptor) {
    return keyed().sliceState(descriptor);
  }

  @Override
  public void setCurrentNamespace(Object namespace) {
    keyed().setCurrentNamespace(namespace);
  }

  @Override
  public OperatorState operatorState() {
    return operatorState;
  }

  @Override
  public Object currentKey() {
    return keyedState == null ? null : keyedState.currentKey();
  }

  @Override
  public int currentKeyGroup() {
    return keyed().currentKeyGroup();
  }

  @Override
  public int firstKeyGroup() {
    return keyGroups.first();
  }

  @Override
  public int lastKeyGroup() {
    return keyGroups.last();
  }

  @Override
  public void setCurrentKey(Object key) {
    keyed().setCurrentKey(key, KeyGroups.of(key, operator.keyGroupCount()));
  }

  @Override
  public void forEachKey(State state, KeyAction action) throws Exception {
    KeyedState keyed = keyed();
    Object key = keyed.currentKey();
    int keyGroup = keyed.currentKeyGroup();
    try {
      for (Object each : keyed.keysOf(state)) {
        setCurrentKey(each);
        action.run(each);
      }
    } finally {
      keyed.setCurrentKey(key, keyGroup);
    }
  }

  @Override
  public long processingTimeMs() {
    return task.job().processingTimeMs().getAsLong();
  }

  @Override
  public long elapsedMs() {
    return task.job().elapsedMs().getAsLong();
  }

  @Override
  public long newSeed() {
    return task.job().seeds().getAsLong();
  }

  @Override
  public long watermarkMs() {
    return watermarkMs;
  }

  @Override
  public void schedule(long delayMs, ThreadAction action) {
    delayed.add(task.job().elapsedMs().getAsLong() + delayMs, action, operator.name());
  }

  @Override
  public void execute(ThreadAction action) {
    String name = operator.name();
    task.mailbox()
        .execute(
            () -> {
              try {
                action.run();
              } catch (Throwable thrown) {
                throw OperatorFailure.in(name, thrown);
              }
            });
  }

  @Override
  public void wakeUp() {
    task.mailbox().wake();
  }

  @Override
  public void sendToCoordinator(Object event) {
    task.reporter().onSourceEvent(task.id(), operator.operatorId(), event);
  }

  @Override
  public Serializer<Object> genericSerializer() {
    if (genericSerializer == null) {
      genericSerializer = task.job().serializers().create();
    }
    return genericSerializer;
  }

  @Override
  public WatermarkGroup watermarkGroup(String name) {
    return task.job().watermarkGroups().join(name);
  }

  @Override
  public <A extends Accumulator<?, ?>> A accumulator(String name, A fresh) {
    A kept = accumulators.of(name, fresh, operatorState);
    task.job().metrics().accumulator(operator.uid() + "." + task.subtaskIndex(), name, kept);
    return kept;
  }

  @Override
  public Counter counter(String name) {
    return task.job().metrics().counter(metricName(name));
  }

  @Override
  public void gauge(String name, LongSupplier value) {
    task.job().metrics().gauge(metricName(name), value);
  }

  private String metricName(String name) {
    return operator.metricScope() + "." + task.subtaskIndex() + "." + name;
  }

  @Override
  public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
    return keyed().valueState(descriptor);
  }

  @Override
  public LongState longState(StateDescriptor<Long> descriptor) {
    return keyed().longState(descriptor);
  }

  @Override
  public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
    return keyed().listState(descriptor);
  }

  @Override
  public <K, V> MapState<K, V> mapState(
      StateDescriptor<V> descriptor, Serializer<K> keySerializer) {
    return keyed().mapState(descriptor, keySerializer);
  }

  @Override
  public <T> ReducingState<T> reducingState(
      StateDescriptor<T> descriptor, ReduceFunction<T> function) {
    return keyed().reducingState(descriptor, function);
  }

  @Override
  public <I, A, O> AggregatingState<I, O> aggregatingState(
      StateDescriptor<A> descriptor, AggregateFunction<I, A, O> function) {
    return keyed().aggregatingState(descriptor, function);
  }

  private KeyedState keyed() {
    if (keyedState == null) {
      throw new IllegalStateException(
          "operator '"
              + operator.name()
              + "' has no keyed input, so it has no keyed state and"
              + " timers; put keyBy before it");
    }
    return keyedState;
  }
}
