package io.landfall.operators.harness;

import io.landfall.api.function.KeySelector;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.SourceOperator;
import java.util.ArrayList;
import java.util.List;

/**
 * One subtask of one operator, driven by a test: records, watermarks, a clock that stands still
 * until it is moved, snapshots. What the operator emits is collected.
 *
 * <pre>{@code
 * try (var harness = OperatorHarness.of(factory).keyedBy(Order::customer).open()) {
 *   harness.record(order, 17).watermark(100);
 *   assertThat(harness.values()).containsExactly(total);
 * }
 * }</pre>
 *
 * <p>{@link #snapshot} and {@link #restoredFrom} carry state and timers to a new harness, as a
 * recovery would. One thread.
 */
public final class OperatorHarness implements AutoCloseable {

  private final OperatorFactory factory;
  private final HarnessContext context = new HarnessContext();
  private final List<KeySelector<Object, Object>> keys = new ArrayList<>();
  private Operator operator;

  private OperatorHarness(OperatorFactory factory) {
    this.factory = factory;
  }

  /** Not open yet. */
  public static OperatorHarness of(OperatorFactory factory) {
    return new OperatorHarness(factory);
  }

  /** The key of the next input, in the order of ordinals. Before {@link #open}. */
  @SuppressWarnings("unchecked")
  public OperatorHarness keyedBy(KeySelector<?, ?> key) {
    keys.add((KeySelector<Object, Object>) key);
    return this;
  }

  /**
   * One of several subtasks, each with its share of the keys; 0 of 1 unless told. Records of other
   * keys are refused, see {@link #subtaskOf}. Before anything else.
   */
  public OperatorHarness subtask(int index, int parallelism) {
    if (index < 0 || index >= parallelism || parallelism > NaiveKeyGroups.COUNT) {
      throw new IllegalArgumentException("subtask " + index + " of " + parallelism);
    }
    context.subtask(index, parallelism);
    return this;
  }

  /** Which subtask gets records with {@code key}. */
  public static int subtaskOf(Object key, int parallelism) {
    return NaiveKeyGroups.subtaskOf(key, parallelism);
  }

  /** Before {@link #open}. */
  public OperatorHarness restoredFrom(OperatorSnapshot snapshot) {
    return restoredFrom(List.of(snapshot));
  }

  /**
   * With what is this subtask's share. Before {@link #open}.
   *
   * @param oldSubtasks those of all old subtasks, by their index
   */
  public OperatorHarness restoredFrom(List<OperatorSnapshot> oldSubtasks) {
    context.restore(oldSubtasks);
    return this;
  }

  /** Where the clock stands, ms since the epoch; 0 unless told. Before {@link #open}. */
  public OperatorHarness startingAt(long clockMs) {
    context.clockMs = clockMs;
    return this;
  }

  public OperatorHarness open() throws Exception {
    operator = factory.create(0);
    operator.open(context);
    operator.onStart();
    return runActions();
  }

  /** A record without a timestamp, at input 0. */
  public OperatorHarness record(Object value) throws Exception {
    return record(0, value, Long.MIN_VALUE);
  }

  public OperatorHarness record(Object value, long timestampMs) throws Exception {
    return record(0, value, timestampMs);
  }

  public OperatorHarness record(int input, Object value, long timestampMs) throws Exception {
    Object key = input < keys.size() ? keys.get(input).key(value) : null;
    if (key != null && !context.owns(key)) {
      throw new IllegalArgumentException("key " + key + " belongs to another subtask");
    }
    context.keyed.setCurrentKey(key);
    operator.onRecord(input, value, timestampMs);
    operator.onBatchEnd();
    return runActions();
  }

  /** Fires the event timers that are due, then passes the watermark to the operator. */
  public OperatorHarness watermark(long watermarkMs) throws Exception {
    if (watermarkMs > context.watermarkMs()) {
      context.watermarkMs = watermarkMs;
      fire(true, watermarkMs);
      operator.onWatermark(watermarkMs);
    }
    return runActions();
  }

  public OperatorHarness idle(boolean idle) throws Exception {
    operator.onIdle(idle);
    return runActions();
  }

  /** Moves the clock; callbacks and processing timers that are due fire in order of time. */
  public OperatorHarness clock(long nowMs) throws Exception {
    while (context.nextCallbackMs() <= nowMs) {
      context.clockMs = Math.max(context.clockMs, context.nextCallbackMs());
      context.runNextCallback();
    }
    context.clockMs = nowMs;
    fire(false, nowMs);
    return runActions();
  }

  /** A source is backpressured while so many records are in the output; {@link #takeValues}. */
  public OperatorHarness roomFor(int records) {
    context.roomRecords = records;
    return this;
  }

  /** Of a source. */
  public SourceOperator.Poll poll(int maxRecords) throws Exception {
    SourceOperator.Poll found = ((SourceOperator) operator).poll(maxRecords);
    runActions();
    return found;
  }

  /** As if a source's coordinator had sent it. */
  public OperatorHarness coordinatorEvent(Object event) throws Exception {
    ((SourceOperator) operator).onCoordinatorEvent(event);
    return runActions();
  }

  /** Time goes to infinity: timers fire, the operator emits what is left, then passes it on. */
  public OperatorHarness endOfInput() throws Exception {
    context.watermarkMs = Long.MAX_VALUE;
    fire(true, Long.MAX_VALUE);
    operator.onEndOfInput();
    operator.onWatermark(Long.MAX_VALUE);
    return runActions();
  }

  public OperatorSnapshot snapshot(long checkpointId) throws Exception {
    operator.snapshot(checkpointId);
    return context.copy(checkpointId);
  }

  public OperatorHarness checkpointComplete(long checkpointId) throws Exception {
    operator.onCheckpointComplete(checkpointId);
    return runActions();
  }

  public OperatorHarness checkpointAborted(long checkpointId) throws Exception {
    operator.onCheckpointAborted(checkpointId);
    return runActions();
  }

  /** Runs what other threads have handed over since the last call of any kind. */
  public OperatorHarness actions() throws Exception {
    return runActions();
  }

  /** Whether the operator wants no input now. An engine would give it none. */
  public boolean isHoldingInput() {
    return context.holdingInput;
  }

  /** Whether the operator keeps the end of its input to itself yet. */
  public boolean isEndPending() {
    return operator.isEndPending();
  }

  /** All that the main output got. */
  public List<Emitted> output() {
    return List.copyOf(context.output.records);
  }

  /** As {@link #output}, and forgets it. */
  public List<Emitted> takeOutput() {
    return context.output.take();
  }

  /** As {@link #sideOutput}, and forgets it. */
  public List<Emitted> takeSideOutput(String id) {
    return context.side(id).take();
  }

  /** As {@link #output}, without timestamps; may have nulls. */
  public List<Object> values() {
    return context.output.values();
  }

  /** As {@link #values}, and forgets them. */
  public List<Object> takeValues() {
    List<Object> taken = context.output.values();
    context.output.records.clear();
    return taken;
  }

  public List<Emitted> sideOutput(String id) {
    return List.copyOf(context.side(id).records);
  }

  /** All watermarks that the main output got. */
  public List<Long> watermarks() {
    return List.copyOf(context.output.watermarks);
  }

  /** All changes of idleness that the main output got. */
  public List<Boolean> idleness() {
    return List.copyOf(context.output.idleness);
  }

  /** What a source sent to its coordinator. */
  public List<Object> sentToCoordinator() {
    return List.copyOf(context.sentToCoordinator);
  }

  /** How far the event time of other sources in the same group has come. */
  public OperatorHarness othersInGroupAt(long watermarkMs) {
    context.othersInGroupMs = watermarkMs;
    return this;
  }

  /** What has been added; null for one that was never asked for. No part of snapshots here. */
  public Object accumulator(String name) {
    return context.accumulators.containsKey(name) ? context.accumulators.get(name).result() : null;
  }

  /** 0 for a counter that was never asked for. */
  public long counter(String name) {
    return context.counter(name).value();
  }

  /** Entries of keyed state: one for each name and key, or key and namespace. */
  public int stateEntryCount() {
    return context.keyed.entryCount();
  }

  /** Timers that wait. */
  public int timerCount() {
    return context.timers.copy().size();
  }

  @Override
  public void close() throws Exception {
    if (operator != null) {
      operator.close();
    }
  }

  private void fire(boolean eventTime, long nowMs) throws Exception {
    for (var due = context.timers.takeDue(eventTime, nowMs);
        due.isPresent();
        due = context.timers.takeDue(eventTime, nowMs)) {
      NaiveTimers.Timer timer = due.get();
      context.keyed.setCurrentKey(timer.key());
      operator.onTimer(timer.namespace(), timer.timestampMs(), eventTime);
    }
  }

  private OperatorHarness runActions() throws Exception {
    context.runActions();
    return this;
  }
}
