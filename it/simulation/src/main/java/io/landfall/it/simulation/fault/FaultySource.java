package io.landfall.it.simulation.fault;

import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.SourceOperator;

/** A source that fails when it is to. */
final class FaultySource implements SourceOperator {

  private final SourceOperator source;
  private final FaultyOperator operator;
  private final String where;
  private final Injector injector;

  FaultySource(SourceOperator source, FaultyOperator operator, String where, Injector injector) {
    this.source = source;
    this.operator = operator;
    this.where = where;
    this.injector = injector;
  }

  @Override
  public Poll poll(int maxRecords) throws Exception {
    operator.requireRunning("a poll");
    injector.before(Hook.POLL, where);
    Poll found = source.poll(maxRecords);
    injector.after(Hook.POLL, where);
    return found;
  }

  @Override
  public void onCoordinatorEvent(Object event) throws Exception {
    operator.requireRunning("a message of the coordinator");
    injector.before(Hook.COORDINATOR_EVENT, where);
    source.onCoordinatorEvent(event);
    injector.after(Hook.COORDINATOR_EVENT, where);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    operator.open(context);
  }

  @Override
  public void onStart() throws Exception {
    operator.onStart();
  }

  @Override
  public void onTimer(Object namespace, long timestampMs, boolean eventTime) throws Exception {
    operator.onTimer(namespace, timestampMs, eventTime);
  }

  @Override
  public void snapshot(long checkpointId) throws Exception {
    operator.snapshot(checkpointId);
  }

  @Override
  public void onCheckpointComplete(long checkpointId) throws Exception {
    operator.onCheckpointComplete(checkpointId);
  }

  @Override
  public void onCheckpointAborted(long checkpointId) throws Exception {
    operator.onCheckpointAborted(checkpointId);
  }

  @Override
  public void onEndOfInput() throws Exception {
    operator.onEndOfInput();
  }

  @Override
  public void close() throws Exception {
    operator.close();
  }
}
