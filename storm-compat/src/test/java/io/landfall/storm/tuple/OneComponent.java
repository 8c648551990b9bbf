package io.landfall.storm.tuple;

import java.util.List;
import java.util.Map;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.task.GeneralTopologyContext;
import org.apache.storm.tuple.Fields;

/** The context of a topology whose one component, {@code component}, is task 1. */
final class OneComponent {

  private OneComponent() {}

  static GeneralTopologyContext context(Map<String, Fields> streams) {
    return new GeneralTopologyContext(
        new StormTopology(),
        Map.of(),
        Map.of(1, "component"),
        Map.of("component", List.of(1)),
        Map.of("component", streams),
        "topology");
  }
}
