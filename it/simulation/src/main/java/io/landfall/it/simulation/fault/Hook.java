package io.landfall.it.simulation.fault;

/** The places at which the engine calls an operator, or the common part of a source. */
public enum Hook {
  CREATE,
  OPEN,
  START,
  RECORD,
  WATERMARK,
  IDLE,
  TIMER,
  POLL,
  COORDINATOR_EVENT,
  SNAPSHOT,
  COMPLETE,
  ABORTED,
  END_OF_INPUT,
  CLOSE,
  COORDINATOR_CREATE,
  COORDINATOR_START,
  COORDINATOR_REQUEST,
  COORDINATOR_SNAPSHOT,
  COORDINATOR_CLOSE,
  /** Where a job's own outside world is touched: a commit, an abort, a queue. */
  OUTSIDE
}
