package io.landfall.it.simulation.fault;

import io.landfall.operators.spi.SourceCoordinator;

/** The common part of a source, such that it fails when it is to. */
final class FaultyCoordinator implements SourceCoordinator {

  private final SourceCoordinator coordinator;
  private final String where;
  private final Injector injector;
  private final OperatorWatch watch;
  private boolean closed;

  FaultyCoordinator(
      SourceCoordinator coordinator, String where, Injector injector, OperatorWatch watch) {
    this.coordinator = coordinator;
    this.where = where + " (coordinator)";
    this.injector = injector;
    this.watch = watch;
    watch.coordinatorCreated();
  }

  @Override
  public void start(Context context) throws Exception {
    injector.before(Hook.COORDINATOR_START, where);
    coordinator.start(context);
    injector.after(Hook.COORDINATOR_START, where);
  }

  @Override
  public void onSubtaskEvent(int subtaskIndex, Object event) throws Exception {
    injector.before(Hook.COORDINATOR_REQUEST, where);
    coordinator.onSubtaskEvent(subtaskIndex, event);
    injector.after(Hook.COORDINATOR_REQUEST, where);
  }

  @Override
  public byte[] snapshot(long checkpointId) throws Exception {
    injector.before(Hook.COORDINATOR_SNAPSHOT, where);
    byte[] snapshot = coordinator.snapshot(checkpointId);
    injector.after(Hook.COORDINATOR_SNAPSHOT, where);
    return snapshot;
  }

  @Override
  public void close() throws Exception {
    if (closed) {
      watch.violation(where, "closed twice");
    } else {
      watch.coordinatorClosed();
    }
    closed = true;
    try {
      injector.before(Hook.COORDINATOR_CLOSE, where);
    } finally {
      coordinator.close();
    }
    injector.after(Hook.COORDINATOR_CLOSE, where);
  }
}
