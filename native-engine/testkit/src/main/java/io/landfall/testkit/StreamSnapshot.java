package io.landfall.testkit;

import io.landfall.operators.harness.OperatorSnapshot;
import java.util.List;

/**
 * What a step of a stream had at a barrier; for {@link StreamHarness#restoredFrom}. Can be restored
 * several times.
 *
 * @param subtasks by their index
 */
public record StreamSnapshot(List<OperatorSnapshot> subtasks) {

  public StreamSnapshot {
    subtasks = List.copyOf(subtasks);
  }
}
