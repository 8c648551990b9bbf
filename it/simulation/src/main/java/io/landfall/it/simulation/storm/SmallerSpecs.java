package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.storm.BoltPlan.Input;
import io.landfall.it.simulation.storm.BoltPlan.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Topologies that are like another, but for one thing. */
final class SmallerSpecs {

  private final StormSpec spec;
  private final List<StormSpec> found = new ArrayList<>();

  SmallerSpecs(StormSpec spec) {
    this.spec = spec;
  }

  List<StormSpec> list() {
    for (int i = spec.bolts().size() - 1; i >= 0; i--) {
      if (spec.bolts().size() > 1) {
        found.add(withoutBolt(i));
      }
    }
    for (int i = 0; i < spec.spouts().size(); i++) {
      addSmallerSpouts(i);
    }
    for (int i = spec.bolts().size() - 1; i >= 0; i--) {
      addSmallerBolts(i);
    }
    if (spec.audited()) {
      found.add(spec.notAudited());
    }
    if (spec.maxPending() > 0) {
      found.add(spec.withMaxPending(0));
    }
    found.removeIf(smaller -> smaller.equals(spec) || !Soundness.holds(smaller));
    return found;
  }

  private void addSmallerSpouts(int index) {
    SpoutPlan spout = spec.spouts().get(index);
    if (spec.spouts().size() > 1) {
      found.add(withoutSpout(index));
    }
    if (spout.messages() > 0) {
      found.add(with(index, spout.withMessages(spout.messages() / 2)));
      found.add(with(index, spout.withMessages(spout.messages() - 1)));
    }
    if (spout.tasks() > 1) {
      found.add(with(index, spout.withTasks(1)));
    }
  }

  private StormSpec with(int index, SpoutPlan other) {
    List<SpoutPlan> changed = new ArrayList<>(spec.spouts());
    changed.set(index, other);
    return spec.withSpouts(changed);
  }

  private void addSmallerBolts(int index) {
    BoltPlan bolt = spec.bolts().get(index);
    if (bolt.tasks() > 1) {
      add(index, bolt.withTasks(1));
    }
    for (int i = 0; bolt.inputs().size() > 1 && i < bolt.inputs().size(); i++) {
      List<Input> fewer = new ArrayList<>(bolt.inputs());
      fewer.remove(i);
      add(index, bolt.withInputs(fewer));
    }
    if (!bolt.kind().isCounting() && bolt.kind() != Kind.FORWARD) {
      add(index, bolt.withKind(Kind.FORWARD));
    }
    if (bolt.amount() > 0) {
      add(index, bolt.withAmount(bolt.amount() / 2));
    }
    if (bolt.foreign()) {
      add(index, bolt.onItsOwnThread());
    }
    // One way only, or there would be no end of it.
    if (!bolt.isGrouped(Route.GLOBAL)) {
      add(index, bolt.grouped(Route.GLOBAL));
      if (!bolt.isGrouped(Route.SHUFFLE)) {
        add(index, bolt.grouped(Route.SHUFFLE));
      }
    }
  }

  private void add(int index, BoltPlan other) {
    List<BoltPlan> changed = new ArrayList<>(spec.bolts());
    changed.set(index, other);
    found.add(spec.withBolts(changed));
  }

  /** Who read it reads what it read. */
  private StormSpec withoutBolt(int index) {
    int gone = spec.indexOf(index);
    List<BoltPlan> left = new ArrayList<>();
    for (int i = 0; i < spec.bolts().size(); i++) {
      if (i != index) {
        BoltPlan bolt = spec.bolts().get(i);
        Map<Integer, Input> inputs = new LinkedHashMap<>();
        for (Input input : bolt.inputs()) {
          if (input.from() == gone) {
            spec.bolts()
                .get(index)
                .inputs()
                .forEach(
                    instead -> inputs.putIfAbsent(instead.from(), input.withFrom(instead.from())));
          } else {
            Input moved = input.withFrom(input.from() - (input.from() > gone ? 1 : 0));
            inputs.putIfAbsent(moved.from(), moved);
          }
        }
        left.add(bolt.withInputs(new ArrayList<>(inputs.values())));
      }
    }
    return spec.withBolts(left);
  }

  /** Bolts that have nothing else to read go with it. */
  private StormSpec withoutSpout(int index) {
    List<SpoutPlan> spouts = new ArrayList<>(spec.spouts());
    spouts.remove(index);
    Map<Integer, Integer> moved = new LinkedHashMap<>();
    for (int i = 0; i < spec.spouts().size(); i++) {
      if (i != index) {
        moved.put(i, moved.size());
      }
    }
    List<BoltPlan> bolts = new ArrayList<>();
    for (int i = 0; i < spec.bolts().size(); i++) {
      List<Input> inputs = new ArrayList<>();
      for (Input input : spec.bolts().get(i).inputs()) {
        if (moved.containsKey(input.from())) {
          inputs.add(input.withFrom(moved.get(input.from())));
        }
      }
      if (!inputs.isEmpty()) {
        moved.put(spec.indexOf(i), spouts.size() + bolts.size());
        bolts.add(spec.bolts().get(i).withInputs(inputs));
      }
    }
    return spec.withSpouts(spouts).withBolts(bolts);
  }
}
