package io.landfall.runtime.task;

import io.landfall.operators.spi.OperatorContext.ThreadAction;
import io.landfall.operators.spi.SourceOperator;
import io.landfall.runtime.channel.Signal;
import io.landfall.runtime.state.StateSnapshot;
import io.landfall.runtime.task.TaskReporter.OperatorSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One subtask of one chain. {@link #step} is called again and again by one thread until it answers
 * {@link StepResult#DONE}; the other methods by any.
 */
public final class Task implements InputGate.SignalHandler {

  private final TaskSetup setup;
  private final TaskBatches batches;
  private final Outbox outbox = new Outbox();
  private final DelayedActions delayed = new DelayedActions();
  private final FeedbackLog feedbackLog;
  private final OperatorChain chain;
  private final InputGate inputs;
  private TaskState state = TaskState.CREATED;
  private SourceOperator source;
  private ChainedOperator head;
  private boolean sourceStopped;

  /** The input has ended, but an operator still waits for something from elsewhere. */
  private boolean ending;

  private long loggingCheckpointId = -1;
  private List<OperatorSnapshot> snapshotsAwaitingLog;
  private volatile boolean cancelled;

  public Task(TaskSetup setup) {
    this.setup = setup;
    this.batches = setup.job().batches();
    TaskSetup.OperatorSetup first = setup.operators().get(0);
    feedbackLog = new FeedbackLog(setup.job().serializers(), first.factory());
    chain = new OperatorChain(setup, outbox, delayed);
    String metric = first.metricScope() + "." + setup.subtaskIndex() + ".";
    inputs =
        new InputGate(
            setup, feedbackLog, outbox, setup.job().metrics().counter(metric + "records-in"));
    if (!setup.inputs().isEmpty()) {
      setup.job().metrics().gauge(metric + "backlog", inputs::backlog);
    }
    setup.job().metrics().gauge(metric + "overflow", chain::overflowRecords);
  }

  public TaskId id() {
    return setup.id();
  }

  /** For logs and thread names. */
  public String name() {
    return setup.name();
  }

  public TaskMailbox mailbox() {
    return setup.mailbox();
  }

  /** True if it brings records in, and so has to be stepped although nobody wakes it. */
  public boolean isSource() {
    return setup.inputs().isEmpty();
  }

  /** True while it has records for a channel that is full. Task thread only. */
  public boolean isHeldUp() {
    return !outbox.isEmpty();
  }

  /** Any thread: closes the task at its next step, without a checkpoint. */
  public void cancel() {
    cancelled = true;
    setup.mailbox().wake();
  }

  /**
   * How long until a timer or a delayed action is due, ms; not positive if one is, {@link
   * Long#MAX_VALUE} if there is none. Task thread only.
   */
  public long untilNextTimerMs() {
    if (state != TaskState.RUNNING && state != TaskState.ENDED) {
      return Long.MAX_VALUE;
    }
    return Math.min(
        until(delayed.nextDueMs(), setup.job().elapsedMs()),
        until(chain.nextProcessingTimerMs(), setup.job().processingTimeMs()));
  }

  private static long until(long dueMs, LongSupplier clockMs) {
    return dueMs == Long.MAX_VALUE ? dueMs : dueMs - clockMs.getAsLong();
  }

  /** Does a bounded amount of work; never blocks, unless user code does. Never throws. */
  public StepResult step() {
    try {
      if (cancelled) {
        return close(null);
      }
      return switch (state) {
        case CREATED -> open();
        case OPENED -> awaitStart();
        case RUNNING, ENDED -> run();
        case CLOSED -> StepResult.DONE;
      };
    } catch (Throwable thrown) {
      return cancelled
          ? close(null)
          : close(OperatorFailure.in(setup.operators().get(0).name(), thrown));
    }
  }

  private StepResult open() throws IOException {
    setup.mailbox().bindTo(Thread.currentThread());
    chain.open();
    // Behind open: what its serializer registers with the operators, their close undoes.
    feedbackLog.restore(setup.operators().get(0).restored(), inputs);
    head = chain.head();
    source = chain.source();
    state = state.to(TaskState.OPENED);
    setup.reporter().onOpened(id());
    return StepResult.PROGRESS;
  }

  private StepResult awaitStart() {
    TaskCommand command = setup.mailbox().pollCommand();
    if (command == null) {
      return StepResult.NO_PROGRESS;
    }
    if (command instanceof TaskCommand.Finish) {
      return close(null);
    }
    if (!(command instanceof TaskCommand.Start)) {
      throw new IllegalStateException("task " + name() + " got " + command + " before its start");
    }
    chain.start();
    state = state.to(TaskState.RUNNING);
    return StepResult.PROGRESS;
  }

  private StepResult run() throws Exception {
    boolean progress = false;
    for (TaskCommand command; (command = setup.mailbox().pollCommand()) != null; ) {
      progress = true;
      if (command instanceof TaskCommand.Finish) {
        return close(null);
      }
      obey(command);
    }
    if (!outbox.isEmpty()) {
      progress |= outbox.flush();
      if (!outbox.isEmpty()) {
        return progress ? StepResult.PROGRESS : StepResult.NO_PROGRESS;
      }
    }
    progress |= runActions();
    progress |= fireTimers();
    if (ending && outbox.isEmpty()) {
      endInput();
    }
    if (outbox.takesInput()) {
      progress |= takeInput();
    }
    return progress ? StepResult.PROGRESS : StepResult.NO_PROGRESS;
  }

  private void obey(TaskCommand command) {
    if (command instanceof TaskCommand.TriggerCheckpoint trigger) {
      snapshot(trigger.barrier());
      sourceStopped |= trigger.last();
    } else if (command instanceof TaskCommand.CheckpointCompleted completed) {
      chain.onCheckpointComplete(completed.checkpointId());
    } else if (command instanceof TaskCommand.CheckpointAborted aborted) {
      chain.onCheckpointAborted(aborted.checkpointId());
    } else if (command instanceof TaskCommand.EndCycle) {
      endInput();
    } else if (command instanceof TaskCommand.SourceEvent event) {
      chain.onSourceEvent(event.operatorId(), event.event());
    } else {
      throw new IllegalStateException("task " + name() + " got " + command + " while " + state);
    }
  }

  private boolean runActions() throws Exception {
    int done = 0;
    ThreadAction action;
    while (done < batches.actions()
        && outbox.isEmpty()
        && (action = setup.mailbox().pollAction()) != null) {
      action.run();
      done++;
    }
    return done > 0;
  }

  private boolean fireTimers() {
    boolean fired = false;
    if (delayed.nextDueMs() != Long.MAX_VALUE) {
      fired = delayed.runDue(setup.job().elapsedMs().getAsLong());
    }
    if (chain.nextProcessingTimerMs() != Long.MAX_VALUE) {
      fired |= chain.fireProcessingTimers(setup.job().processingTimeMs().getAsLong());
    }
    return fired;
  }

  private boolean takeInput() throws Exception {
    if (source != null) {
      return !sourceStopped && !ending && state == TaskState.RUNNING && poll();
    }
    if (feedbackLog.hasReplay()) {
      inputs.replay(feedbackLog.pollReplay(), head, chain.headState());
      head.onBatchEnd();
      return true;
    }
    boolean progress = inputs.drain(head, chain.headState(), this);
    if (progress) {
      head.onBatchEnd();
    }
    return progress;
  }

  private boolean poll() throws Exception {
    SourceOperator.Poll found;
    try {
      found = source.poll(batches.pollRecords());
    } catch (Throwable thrown) {
      throw OperatorFailure.in(head.context().operatorName(), thrown);
    }
    if (found == SourceOperator.Poll.END) {
      endInput();
    }
    return found != SourceOperator.Poll.NOTHING_NOW;
  }

  @Override
  public void onAligned(Signal.Barrier barrier) {
    snapshot(barrier);
  }

  private void snapshot(Signal.Barrier barrier) {
    feedbackLog.startSnapshot();
    // The one before was given up if its log is still open.
    releaseSnapshotsAwaitingLog();
    List<OperatorSnapshot> snapshots = chain.snapshot(barrier);
    // Before anything is written: alignment downstream must not wait for this task's disk.
    chain.broadcast(barrier);
    if (inputs.isLogging()) {
      loggingCheckpointId = barrier.checkpointId();
      snapshotsAwaitingLog = snapshots;
    } else {
      report(barrier.checkpointId(), snapshots);
    }
  }

  @Override
  public void onFeedbackBarrier() {
    if (!inputs.isLogging()) {
      List<OperatorSnapshot> snapshots = snapshotsAwaitingLog;
      snapshotsAwaitingLog = null;
      report(loggingCheckpointId, snapshots);
    }
  }

  private void report(long checkpointId, List<OperatorSnapshot> snapshots) {
    StateSnapshot log = feedbackLog.endSnapshot();
    if (log == StateSnapshot.EMPTY) {
      setup.reporter().onSnapshot(id(), checkpointId, snapshots, false);
      return;
    }
    List<OperatorSnapshot> withLog = new ArrayList<>(snapshots);
    OperatorSnapshot first = withLog.get(0);
    withLog.set(
        0,
        new OperatorSnapshot(
            first.operatorId(), StateSnapshot.all(List.of(first.state(), log)), first.kept()));
    setup.reporter().onSnapshot(id(), checkpointId, withLog, true);
  }

  private void releaseSnapshotsAwaitingLog() {
    if (snapshotsAwaitingLog != null) {
      snapshotsAwaitingLog.forEach(OperatorSnapshot::discard);
      snapshotsAwaitingLog = null;
    }
  }

  @Override
  public void onWatermark(long watermarkMs) {
    head.onWatermark(watermarkMs);
  }

  @Override
  public void onIdle(boolean idle) {
    head.onIdle(idle);
  }

  @Override
  public void onEndOfInput() {
    if (inputs.hasFeedback()) {
      // What still goes round has to come out before the end does.
      setup.reporter().onOnlyCycleLeft(id());
    } else {
      endInput();
    }
  }

  private void endInput() {
    ending = !chain.endInput();
    if (!ending) {
      state = state.to(TaskState.ENDED);
      setup.reporter().onEnded(id());
    }
  }

  private StepResult close(OperatorFailure failure) {
    if (state == TaskState.CLOSED) {
      return StepResult.DONE;
    }
    OperatorFailure reason = failure;
    releaseSnapshotsAwaitingLog();
    setup.mailbox().close();
    OperatorFailure closing = chain.close();
    if (reason == null && !cancelled) {
      reason = closing;
    }
    state = state.to(TaskState.CLOSED);
    setup.reporter().onClosed(id(), reason);
    return StepResult.DONE;
  }
}
