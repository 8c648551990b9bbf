package io.landfall.it.simulation.fault;

import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.Upcoming;

/** An operator that fails when it is to; sees to it that the engine keeps the order of calls. */
final class FaultyOperator implements Operator {

  private final Operator operator;
  private final String where;
  private final Injector injector;
  private final OperatorWatch watch;
  private long watermarkMs = Long.MIN_VALUE;
  private long completedCheckpointId = -1;
  private long snapshotCheckpointId = -1;
  private boolean opened;
  private boolean started;
  private boolean inputEnded;
  private boolean closed;

  FaultyOperator(Operator operator, String where, Injector injector, OperatorWatch watch) {
    this.operator = operator;
    this.where = where;
    this.injector = injector;
    this.watch = watch;
  }

  private void trace(String what) {
    watch.trace(where, what);
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      watch.violation(where, what);
    }
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    require(!opened, "opened twice");
    opened = true;
    watch.opened(context.restoredCheckpointId());
    completedCheckpointId = context.restoredCheckpointId();
    snapshotCheckpointId = context.restoredCheckpointId();
    trace("open, checkpoint " + context.restoredCheckpointId());
    injector.before(Hook.OPEN, where);
    operator.open(context);
    injector.after(Hook.OPEN, where);
  }

  @Override
  public void onStart() throws Exception {
    require(opened && !started, "started when it was not open, or twice");
    started = true;
    injector.before(Hook.START, where);
    operator.onStart();
    injector.after(Hook.START, where);
  }

  /** Before anything that only a running operator may get. */
  void requireRunning(String call) {
    if (!started || closed) {
      watch.violation(where, call + (closed ? " behind close" : " before start"));
    }
  }

  @Override
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    requireRunning("a record");
    if (watch.isTraced()) {
      watch.traceRecord(where, input, value);
    }
    injector.before(Hook.RECORD, where);
    operator.onRecord(input, value, timestampMs);
    injector.after(Hook.RECORD, where);
  }

  @Override
  public void onUpcoming(Upcoming records) throws Exception {
    requireRunning("upcoming records");
    operator.onUpcoming(records);
  }

  @Override
  public void onBatchEnd() throws Exception {
    requireRunning("the end of a batch");
    operator.onBatchEnd();
  }

  @Override
  public void onWatermark(long nextMs) throws Exception {
    requireRunning("a watermark");
    require(nextMs > watermarkMs, "watermark " + nextMs + " behind watermark " + watermarkMs);
    require(
        inputEnded == (nextMs == Long.MAX_VALUE),
        "watermark " + nextMs + (inputEnded ? " behind" : " before") + " the end of input");
    watermarkMs = nextMs;
    trace("watermark " + nextMs);
    injector.before(Hook.WATERMARK, where);
    operator.onWatermark(nextMs);
    injector.after(Hook.WATERMARK, where);
  }

  @Override
  public void onIdle(boolean idle) throws Exception {
    requireRunning("idleness");
    require(!inputEnded, "idleness behind the end of input");
    trace(idle ? "idle" : "active");
    injector.before(Hook.IDLE, where);
    operator.onIdle(idle);
    injector.after(Hook.IDLE, where);
  }

  @Override
  public void onTimer(Object namespace, long timestampMs, boolean eventTime) throws Exception {
    requireRunning("a timer");
    trace((eventTime ? "event timer " : "processing timer ") + timestampMs);
    injector.before(Hook.TIMER, where);
    operator.onTimer(namespace, timestampMs, eventTime);
    injector.after(Hook.TIMER, where);
  }

  @Override
  public void snapshot(long checkpointId) throws Exception {
    requireRunning("barrier " + checkpointId);
    require(
        checkpointId > snapshotCheckpointId,
        "barrier " + checkpointId + " behind barrier " + snapshotCheckpointId);
    snapshotCheckpointId = checkpointId;
    watch.snapshot(checkpointId);
    trace("snapshot " + checkpointId);
    injector.before(Hook.SNAPSHOT, where);
    operator.snapshot(checkpointId);
    injector.after(Hook.SNAPSHOT, where);
  }

  @Override
  public void onCheckpointComplete(long checkpointId) throws Exception {
    requireRunning("completion of checkpoint " + checkpointId);
    require(
        checkpointId > completedCheckpointId && checkpointId <= snapshotCheckpointId,
        "completion of checkpoint "
            + checkpointId
            + ", last one "
            + completedCheckpointId
            + ", last barrier "
            + snapshotCheckpointId);
    completedCheckpointId = checkpointId;
    watch.completed(checkpointId);
    if (injector.losesNotification(inputEnded)) {
      return;
    }
    trace("complete " + checkpointId);
    injector.before(Hook.COMPLETE, where);
    operator.onCheckpointComplete(checkpointId);
    injector.after(Hook.COMPLETE, where);
  }

  @Override
  public void onCheckpointAborted(long checkpointId) throws Exception {
    requireRunning("the end of checkpoint " + checkpointId);
    require(
        checkpointId > completedCheckpointId,
        "checkpoint " + checkpointId + " given up behind " + completedCheckpointId);
    trace("given up " + checkpointId);
    injector.before(Hook.ABORTED, where);
    operator.onCheckpointAborted(checkpointId);
    injector.after(Hook.ABORTED, where);
  }

  @Override
  public void onEndOfInput() throws Exception {
    requireRunning("the end of input");
    require(!inputEnded, "two ends of input");
    inputEnded = true;
    trace("end of input");
    injector.before(Hook.END_OF_INPUT, where);
    operator.onEndOfInput();
    injector.after(Hook.END_OF_INPUT, where);
  }

  @Override
  public boolean isEndPending() {
    return operator.isEndPending();
  }

  @Override
  public void close() throws Exception {
    require(!closed, "closed twice");
    if (opened && !closed) {
      watch.closed();
    }
    closed = true;
    trace("close");
    try {
      injector.before(Hook.CLOSE, where);
    } finally {
      // What fails is the code that it calls; itself it gives back what it has all the same.
      operator.close();
    }
    injector.after(Hook.CLOSE, where);
  }
}
