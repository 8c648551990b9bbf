package io.landfall.it.simulation.job;

import io.landfall.api.graph.LogicalGraph;
import io.landfall.it.simulation.SimulatedJob;
import io.landfall.it.simulation.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A native job and the ledgers of its sinks. */
final class NativeJob implements SimulatedJob {

  private static final int SHOWN = 8;

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
      String difference = difference(expected, found, atLeastOnce);
      if (difference != null) {
        wrong.add("sink-" + i + ": " + difference);
      }
      wrong.addAll(ledgers.get(i).undecided());
    }
    return wrong;
  }

  private static String difference(
      Map<Long, Integer> expected, Map<Long, Integer> found, boolean atLeastOnce) {
    List<String> differences = new ArrayList<>();
    TreeMap<Long, Integer> all = new TreeMap<>(expected);
    found.forEach(all::putIfAbsent);
    for (long value : all.keySet()) {
      int want = expected.getOrDefault(value, 0);
      int got = found.getOrDefault(value, 0);
      if (atLeastOnce ? got < want : got != want) {
        differences.add(value + " " + got + " times, not " + want);
      }
    }
    if (differences.isEmpty()) {
      return null;
    }
    int more = differences.size() - SHOWN;
    return differences.size()
        + " of "
        + all.size()
        + " values differ: "
        + String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size())))
        + (more > 0 ? "; and " + more + " more" : "");
  }
}
