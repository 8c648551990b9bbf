package io.landfall.it.simulation.job;

import io.landfall.api.graph.LogicalGraph;
import io.landfall.it.simulation.Differences;
import io.landfall.it.simulation.SimulatedJob;
import io.landfall.it.simulation.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A native job and the ledgers of its sinks. */
final class NativeJob implements SimulatedJob {

  private final NativeSpec spec;
  private final World world;
  private final List<Ledger> ledgers = new ArrayList<>();

  NativeJob(NativeSpec spec, World world) {
    this.spec = spec;
    this.world = world;
    for (int i = 0; i < spec.sinks().size(); i++) {
      ledgers.add(new Ledger(world, "sink-" + i));
    }
  }

  @Override
  public LogicalGraph graph(int start) {
    return GraphOf.build(spec, world, start, ledgers, spec.settings().options());
  }

  @Override
  public void disconnected() {
    // Sources are read by position, and transactions outlive whoever began them.
  }

  @Override
  public boolean isDone() {
    return false;
  }

  @Override
  public List<String> check(boolean atLeastOnce) {
    List<String> wrong = new ArrayList<>();
    Evaluation evaluation = new Evaluation(spec.stages());
    for (int i = 0; i < ledgers.size(); i++) {
      Map<Long, Integer> expected = evaluation.tally(spec.sinks().get(i));
      Map<Long, Integer> found = ledgers.get(i).committed();
      String difference =
          Differences.of(
              "values", expected, found, (want, got) -> atLeastOnce ? got >= want : got == want);
      if (difference != null) {
        wrong.add("sink-" + i + ": " + difference);
      }
      wrong.addAll(ledgers.get(i).undecided());
    }
    return wrong;
  }
}
