package io.landfall.operators.spi;

import io.landfall.api.function.Accumulator;
import io.landfall.api.function.Counter;
import io.landfall.api.function.StateAccess;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.State;
import io.landfall.api.state.StateDescriptor;
import java.util.function.LongSupplier;

/**
 * All that an operator may touch. Valid from {@code open} to {@code close}; task thread only, save
 * {@link #execute} and {@link #wakeUp}. Keyed state and timers need a keyed input.
 */
public interface OperatorContext extends StateAccess {

  String jobName();

  /** The stable name of the operator's state. */
  String operatorUid();

  String operatorName();

  int subtaskIndex();

  int parallelism();

  /** 0 for the first start in this process, one more after each recovery. */
  int attempt();

  /** Id of the checkpoint that was restored; -1 if there was none. */
  long restoredCheckpointId();

  /** The main output. */
  Output output();

  /** A side output; records for one that nobody reads are dropped. */
  Output sideOutput(String id);

  /**
   * The output over the {@link io.landfall.api.graph.Partitioning.Direct} edges with this output
   * id.
   *
   * @param id null for the main output
   * @param toOperatorId {@code LogicalOperator.id} of the receiver
   */
  DirectOutput directOutput(String id, int toOperatorId);

  /**
   * True while the task holds records that did not fit into a channel. A source ends its poll then;
   * others need not ask, since they get no input.
   */
  boolean isBackpressured();

  /**
   * Has the task take no input, and no barrier, until it is told {@code false}; what is scheduled
   * or to be executed goes on. Nobody is blocked by it. Records of the input that is just being
   * worked on may still come.
   */
  void holdInput(boolean hold);

  KeyedTimers timers();

  /**
   * Handles to state of the current key within the current namespace: a window's own, say. A name
   * belongs either to one of these or to one of the plain states. Using a handle without a current
   * namespace throws {@code IllegalStateException}.
   */
  StateAccess namespacedStates();

  /** Values by key and slice; names as with the other states. No time to live. */
  <A> SliceState<A> sliceState(StateDescriptor<A> descriptor);

  /**
   * Stays current until the next call, whatever the key.
   *
   * @param namespace with value equality and hash; serializable by the generic serializer
   */
  void setCurrentNamespace(Object namespace);

  OperatorState operatorState();

  /** The key of the record or timer being processed; null for an input without a key. */
  Object currentKey();

  /** The key group of the current key. */
  int currentKeyGroup();

  /** The first of this subtask's key groups, which follow each other. */
  int firstKeyGroup();

  /** The last of this subtask's key groups, inclusive. */
  int lastKeyGroup();

  /** Makes {@code key} current, for state access outside a record. */
  void setCurrentKey(Object key);

  /**
   * Makes each key of this subtask current that has anything in a state, one after the other, in no
   * order; at the end the key that was current before. Keys that {@code action} adds or removes do
   * not matter: which ones there are is looked up first, which takes memory by their number.
   *
   * @param state one of the plain handles of this context
   * @throws IllegalArgumentException if it is not
   */
  void forEachKey(State state, KeyAction action) throws Exception;

  /** Wall clock in ms since the epoch; virtual in simulations and tests. */
  long processingTimeMs();

  /** Time that only goes forward, in ms from anywhere; what {@link #schedule} goes by. */
  long elapsedMs();

  /**
   * A seed for random choices, another one at each call. Take it from here and nowhere else: in a
   * simulation it follows from the run's own seed, so that the run can be played again.
   */
  long newSeed();

  /** The last combined watermark of the inputs; {@link Long#MIN_VALUE} before the first. */
  long watermarkMs();

  /**
   * Runs {@code action} once on the task thread, between records, when {@code delayMs} have passed;
   * a wall clock that is set meanwhile does not matter. Belongs to no key and to no checkpoint:
   * schedule it again in {@code open}.
   */
  void schedule(long delayMs, ThreadAction action);

  /**
   * Any thread: runs {@code action} on the task thread between records, in the order of calls from
   * one thread. Blocks a foreign thread while too much is queued; never the task thread itself.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the task has ended
   */
  void execute(ThreadAction action);

  /** Any thread: steps the task soon, even if it was resting. */
  void wakeUp();

  /** Sends a message to this source's {@link SourceCoordinator}. */
  void sendToCoordinator(Object event);

  /** A serializer for anything, for this task's thread. */
  Serializer<Object> genericSerializer();

  /** A new member of the job's group of that name; call once, in {@code open}. */
  WatermarkGroup watermarkGroup(String name);

  /**
   * As {@link io.landfall.api.function.RuntimeContext#accumulator}: part of checkpoints without the
   * operator's doing.
   */
  <A extends Accumulator<?, ?>> A accumulator(String name, A fresh);

  Counter counter(String name);

  /** {@code value} is called by any thread. */
  void gauge(String name, LongSupplier value);

  /** What {@link #forEachKey} runs. */
  @FunctionalInterface
  interface KeyAction {
    void run(Object key) throws Exception;
  }

  /** What {@link #schedule} and {@link #execute} run. */
  @FunctionalInterface
  interface ThreadAction {
    void run() throws Exception;
  }
}
