package io.landfall.operators.harness;

import java.util.List;
import java.util.Map;

/** What an operator had at a barrier; for {@link OperatorHarness#restoredFrom}. Shares nothing. */
public final class OperatorSnapshot {

  final long checkpointId;
  final Map<String, Map<Object, Object>> keyed;
  final List<NaiveTimers.Timer> timers;
  final Map<String, List<Object>> lists;

  OperatorSnapshot(
      long checkpointId,
      Map<String, Map<Object, Object>> keyed,
      List<NaiveTimers.Timer> timers,
      Map<String, List<Object>> lists) {
    this.checkpointId = checkpointId;
    this.keyed = keyed;
    this.timers = timers;
    this.lists = lists;
  }
}
