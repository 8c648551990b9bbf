package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.JobSettings;
import io.landfall.it.simulation.storm.BoltPlan.Input;
import io.landfall.it.simulation.storm.BoltPlan.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Chooses a topology at random. */
final class SpecChooser {

  private static final int MAX_BOLTS = 5;
  private static final int MAX_TASKS = 3;
  private static final int MAX_ITEMS = 1_000;

  /** With fewer, tuples that are held until a tick would let one handful through a second. */
  private static final int MIN_PENDING_IF_HELD = 30;

  private final RandomGenerator random;
  private final JobSettings settings;

  SpecChooser(RandomGenerator random, JobSettings settings) {
    this.random = random;
    this.settings = settings;
  }

  StormSpec choose() {
    while (true) {
      StormSpec spec = countAtTheEnds(behindGates(draft()));
      if (Soundness.holds(spec) && new Expectation(spec).size() <= MAX_ITEMS) {
        return spec;
      }
    }
  }

  private StormSpec draft() {
    List<SpoutPlan> spouts = new ArrayList<>();
    int spoutCount = 1 + random.nextInt(2);
    for (int i = 0; i < spoutCount; i++) {
      spouts.add(spout());
    }
    List<BoltPlan> bolts = new ArrayList<>();
    int boltCount = 1 + random.nextInt(MAX_BOLTS);
    for (int i = 0; i < boltCount; i++) {
      bolts.add(bolt(spoutCount, i));
    }
    boolean holding = bolts.stream().anyMatch(bolt -> bolt.kind().isHolding());
    int least = holding ? MIN_PENDING_IF_HELD : 1;
    return new StormSpec(
        spouts,
        bolts,
        random.nextInt(6) > 0,
        random.nextInt(8) == 0 ? 0 : 1,
        random.nextInt(3) == 0 ? least + random.nextInt(20) : 0,
        random.nextInt(10) == 0 ? 4 + random.nextInt(6) : 0,
        random.nextInt(3) == 0,
        holding ? withFewerCheckpoints() : gates(bolts) ? withMoreCheckpoints() : settings);
  }

  /** Seconds pass until what is held is let go: they are to pass quickly. */
  private JobSettings withFewerCheckpoints() {
    return settings.every(Math.max(settings.intervalMs(), 20 + random.nextInt(200)));
  }

  private static boolean gates(List<BoltPlan> bolts) {
    return bolts.stream().anyMatch(bolt -> bolt.kind() == Kind.GATE);
  }

  /** All messages fail soon behind the start: barriers are to come in between. */
  private JobSettings withMoreCheckpoints() {
    return settings.every(Math.min(settings.intervalMs(), 10 + random.nextInt(20)));
  }

  private SpoutPlan spout() {
    SpoutPlan.Kind[] kinds = SpoutPlan.Kind.values();
    int tasks = 1 + random.nextInt(MAX_TASKS);
    return new SpoutPlan(
        kinds[random.nextInt(kinds.length)],
        tasks,
        1 + random.nextInt(tasks),
        random.nextInt(1 << random.nextInt(1, 7)));
  }

  private BoltPlan bolt(int spoutCount, int index) {
    Kind[] kinds = Kind.values();
    int tasks = 1 + random.nextInt(MAX_TASKS);
    List<Input> inputs = new ArrayList<>();
    int before = spoutCount + index;
    // Each spout has a reader, as a rule; then mostly the latest, so that topologies are deep.
    inputs.add(input(index < spoutCount ? index : back(before)));
    if (random.nextInt(3) == 0) {
      inputs.add(input(back(before)));
    }
    // Elsewhere than behind a spout there can be no gate, so there it is likely.
    boolean gate = index < spoutCount && random.nextInt(4) == 0;
    return new BoltPlan(
        gate ? Kind.GATE : kinds[random.nextInt(kinds.length)],
        gate ? inputs.subList(0, 1) : inputs,
        tasks,
        1 + random.nextInt(tasks),
        random.nextInt(4),
        random.nextInt(16) == 0);
  }

  private int back(int before) {
    return before - 1 - random.nextInt(1 + random.nextInt(before));
  }

  private Input input(int from) {
    Route main = route();
    if (main == Route.DIRECT || main == Route.ALL) {
      return new Input(from, main, main);
    }
    Route side = route();
    while (side == Route.DIRECT || side == Route.ALL) {
      side = route();
    }
    return new Input(from, main, side);
  }

  private Route route() {
    Route[] routes = Route.values();
    return routes[random.nextInt(routes.length)];
  }

  /** Who would read from a spout that has a gate reads from the gate. */
  private static StormSpec behindGates(StormSpec spec) {
    List<BoltPlan> bolts = new ArrayList<>(spec.bolts());
    for (int gate = 0; gate < Math.min(spec.spouts().size(), bolts.size()); gate++) {
      if (bolts.get(gate).kind() == Kind.GATE) {
        for (int i = gate + 1; i < bolts.size(); i++) {
          bolts.set(i, bolts.get(i).readingInstead(gate, spec.indexOf(gate)));
        }
      }
    }
    return spec.withBolts(bolts);
  }

  /** What reaches the end of a topology is to be seen. */
  private StormSpec countAtTheEnds(StormSpec spec) {
    List<BoltPlan> bolts = new ArrayList<>(spec.bolts());
    for (int i = 0; i < bolts.size(); i++) {
      int component = spec.indexOf(i);
      boolean read =
          bolts.stream()
              .flatMap(bolt -> bolt.inputs().stream())
              .anyMatch(input -> input.from() == component);
      if (!read && !bolts.get(i).kind().isCounting()) {
        bolts.set(i, bolts.get(i).withKind(random.nextBoolean() ? Kind.COUNT : Kind.BASIC));
      }
    }
    return spec.withBolts(bolts);
  }
}
