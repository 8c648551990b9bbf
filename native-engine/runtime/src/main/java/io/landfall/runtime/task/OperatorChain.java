package io.landfall.runtime.task;

import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.SourceOperator;
import io.landfall.runtime.channel.Signal;
import io.landfall.runtime.state.KeyGroups;
import io.landfall.runtime.state.KeyedState;
import io.landfall.runtime.state.KeyedStateContext;
import io.landfall.runtime.task.TaskReporter.OperatorSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operators of one task, head first, calling each other directly. Task thread only. */
final class OperatorChain {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorChain.class);

  private final TaskSetup setup;
  private final Outbox outbox;
  private final DelayedActions delayed;
  private final List<ChainedOperator> operators = new ArrayList<>();
  private final List<ChannelWriter> writers = new ArrayList<>();
  private KeyedState headState;
  private int opened;

  /** Operators that the end of the input has passed, from the head on. */
  private int ended;

  OperatorChain(TaskSetup setup, Outbox outbox, DelayedActions delayed) {
    this.setup = setup;
    this.outbox = outbox;
    this.delayed = delayed;
  }

  /**
   * Creates the operators tail first, since each needs to know the next, and opens them so, too.
   */
  void open() {
    ChainedOperator next = null;
    for (int i = setup.operators().size() - 1; i >= 0; i--) {
      next = create(setup.operators().get(i), next, i == 0);
      operators.add(0, next);
    }
    for (int i = operators.size() - 1; i >= 0; i--) {
      ChainedOperator operator = operators.get(i);
      opened++;
      operator.run(
          () -> {
            operator.context().restore();
            operator.operator().open(operator.context());
          });
    }
  }

  private ChainedOperator create(
      TaskSetup.OperatorSetup operator, ChainedOperator next, boolean head) {
    OperatorOutputs outputs = new OperatorOutputs(setup, operator, next, outbox);
    writers.addAll(outputs.writers());
    KeyedStateContext keyed = operator.keyed() ? keyedStateContext(operator) : null;
    KeyedState resumed =
        keyed == null ? null : setup.job().stateBackend().resumeKeyedState(keyed, operator.kept());
    KeyedState state =
        keyed == null || resumed != null
            ? resumed
            : setup.job().stateBackend().createKeyedState(keyed);
    if (head) {
      headState = state;
    }
    TaskOperatorContext context =
        new TaskOperatorContext(setup, operator, outputs, state, resumed != null, outbox, delayed);
    try {
      Operator made = operator.factory().create(setup.subtaskIndex());
      return new ChainedOperator(made, context);
    } catch (Throwable thrown) {
      // No operator has it yet, so nobody else would.
      context.closeState();
      throw OperatorFailure.in(operator.name(), thrown);
    }
  }

  private KeyedStateContext keyedStateContext(TaskSetup.OperatorSetup operator) {
    return new KeyedStateContext(
        operator.uid(),
        KeyGroups.rangeOf(setup.subtaskIndex(), setup.parallelism(), operator.keyGroupCount()),
        operator.keyGroupCount(),
        setup.job().serializers(),
        setup.job().processingTimeMs());
  }

  ChainedOperator head() {
    return operators.get(0);
  }

  /** Null if the task has inputs. */
  SourceOperator source() {
    return head().operator() instanceof SourceOperator source ? source : null;
  }

  /** Null if the head has no keyed input. */
  KeyedState headState() {
    return headState;
  }

  void start() {
    for (ChainedOperator operator : operators) {
      operator.run(operator.operator()::onStart);
    }
  }

  /** Snapshots head first: what an operator still emits when asked is in the next one's state. */
  List<OperatorSnapshot> snapshot(Signal.Barrier barrier) {
    List<OperatorSnapshot> snapshots = new ArrayList<>(operators.size());
    for (int i = 0; i < operators.size(); i++) {
      ChainedOperator operator = operators.get(i);
      int operatorId = setup.operators().get(i).operatorId();
      try {
        operator.run(
            () -> {
              operator.operator().snapshot(barrier.checkpointId());
              snapshots.add(operator.context().capture(barrier, operatorId));
            });
      } catch (OperatorFailure failure) {
        snapshots.forEach(OperatorSnapshot::discard);
        throw failure;
      }
    }
    return snapshots;
  }

  /** What did not fit into channels; a hint to other threads. */
  int overflowRecords() {
    int records = 0;
    for (int i = 0; i < writers.size(); i++) {
      ChannelWriter writer = writers.get(i);
      records += writer == null ? 0 : writer.overflowRecords();
    }
    return records;
  }

  void broadcast(Signal signal) {
    for (ChannelWriter writer : writers) {
      writer.emit(signal);
    }
  }

  void onCheckpointComplete(long checkpointId) {
    for (ChainedOperator operator : operators) {
      operator.run(() -> operator.operator().onCheckpointComplete(checkpointId));
    }
  }

  void onCheckpointAborted(long checkpointId) {
    for (ChainedOperator operator : operators) {
      operator.run(() -> operator.operator().onCheckpointAborted(checkpointId));
    }
  }

  void onSourceEvent(int operatorId, Object event) {
    ChainedOperator head = head();
    assert setup.operators().get(0).operatorId() == operatorId : "event for " + operatorId;
    head.run(() -> source().onCoordinatorEvent(event));
  }

  /**
   * The input has ended: each operator emits what it still holds, head first. Where one has to wait
   * for something, the end stays until the next call.
   *
   * @return whether it has come through
   */
  boolean endInput() {
    for (; ended < operators.size(); ended++) {
      ChainedOperator operator = operators.get(ended);
      operator.endInput();
      if (operator.operator().isEndPending()) {
        return false;
      }
      if (operator.operator() instanceof SourceOperator) {
        operator.context().output().emitWatermark(Long.MAX_VALUE);
      }
    }
    broadcast(Signal.EndOfInput.INSTANCE);
    return true;
  }

  boolean fireProcessingTimers(long nowMs) {
    return headState != null && head().fireProcessingTimers(nowMs);
  }

  long nextProcessingTimerMs() {
    return headState == null ? Long.MAX_VALUE : headState.timers().nextProcessingTimestampMs();
  }

  /**
   * Closes all that were opened, head first.
   *
   * @return the first failure, the others attached to it; null if all went well
   */
  OperatorFailure close() {
    OperatorFailure failure = null;
    for (int i = 0; i < operators.size(); i++) {
      ChainedOperator operator = operators.get(i);
      boolean wasOpened = i >= operators.size() - opened;
      try {
        if (wasOpened) {
          operator.run(operator.operator()::close);
        }
      } catch (OperatorFailure thrown) {
        LOG.debug("closing {}", setup.name(), thrown.getCause());
        if (failure == null) {
          failure = thrown;
        } else {
          failure.addSuppressed(thrown.getCause());
        }
      } finally {
        operator.context().closeState();
      }
    }
    return failure;
  }
}
