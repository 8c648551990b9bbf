package io.landfall.it.simulation.fault;

import io.landfall.it.simulation.World;
import java.util.ArrayList;
import java.util.List;
import org.apache.storm.tuple.Tuple;

/** What must hold of every operator, whatever it computes. One process; one thread. */
public final class OperatorWatch {

  private final World world;
  private int openOperators;
  private int openCoordinators;

  public OperatorWatch(World world) {
    this.world = world;
  }

  void violation(String where, String what) {
    world.violation("operator " + where + ": " + what);
  }

  boolean isTraced() {
    return world.isTraced();
  }

  void traceRecord(String where, int input, Object value) {
    // A tuple's own words have numbers in them that are others in each run.
    Object told =
        value instanceof Tuple tuple
            ? tuple.getSourceComponent() + "/" + tuple.getSourceStreamId() + " " + tuple.getValues()
            : value;
    trace(where, "record " + told + (input == 0 ? "" : " at input " + input));
  }

  void trace(String where, String what) {
    world.trace(() -> where + ": " + what);
  }

  void opened(long restoredCheckpointId) {
    world.restored(restoredCheckpointId);
    openOperators++;
  }

  void snapshot(long checkpointId) {
    world.snapshot(checkpointId);
  }

  void completed(long checkpointId) {
    world.completed(checkpointId);
  }

  void closed() {
    openOperators--;
  }

  void coordinatorCreated() {
    openCoordinators++;
  }

  void coordinatorClosed() {
    openCoordinators--;
  }

  /** What was opened and not closed, though the job has ended. */
  public List<String> leaks() {
    List<String> leaks = new ArrayList<>();
    if (openOperators != 0) {
      leaks.add(openOperators + " operators not closed");
    }
    if (openCoordinators != 0) {
      leaks.add(openCoordinators + " source coordinators not closed");
    }
    return leaks;
  }
}
