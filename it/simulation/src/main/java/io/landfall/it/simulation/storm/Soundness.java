package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.storm.BoltPlan.Input;
import io.landfall.it.simulation.storm.BoltPlan.Kind;
import java.util.List;

/** Which topologies are promised what the checks ask of them. */
final class Soundness {

  private final StormSpec spec;

  private Soundness(StormSpec spec) {
    this.spec = spec;
  }

  static boolean holds(StormSpec spec) {
    return new Soundness(spec).holds();
  }

  private boolean holds() {
    for (int i = 0; i < spec.spouts().size(); i++) {
      if (!isSpoutSound(i)) {
        return false;
      }
    }
    for (BoltPlan bolt : spec.bolts()) {
      if (!areInputsSound(bolt) || bolt.kind() == Kind.GATE && !isGateSound(bolt)) {
        return false;
      }
    }
    return true;
  }

  private boolean isSpoutSound(int index) {
    SpoutPlan spout = spec.spouts().get(index);
    // Where nothing tracks a message, it is acked at once, and may then be lost before it counts.
    boolean needsTracking = spout.kind().isQueue();
    boolean tracked = spec.ackers() > 0 && (spec.exactlyOnce() || !spec.has(Kind.UNANCHORED));
    // Two emits by one id would be two messages, so a direct stream has a spout to itself.
    List<Input> readers = readers(index);
    boolean alone = readers.size() <= 1 || readers.stream().noneMatch(Input::isDirect);
    return (!needsTracking || tracked) && alone;
  }

  private List<Input> readers(int component) {
    return spec.bolts().stream()
        .flatMap(bolt -> bolt.inputs().stream())
        .filter(input -> input.from() == component)
        .toList();
  }

  private boolean areInputsSound(BoltPlan bolt) {
    boolean distinct =
        bolt.inputs().stream().map(Input::from).distinct().count() == bolt.inputs().size();
    return distinct
        && !bolt.inputs().isEmpty()
        && bolt.inputs().stream()
            .allMatch(input -> (input.main() == Route.ALL) == (input.side() == Route.ALL));
  }

  /** What fails must not have changed anything yet, nor be about to, anywhere else. */
  private boolean isGateSound(BoltPlan gate) {
    Input input = gate.inputs().get(0);
    if (spec.ackers() == 0 || gate.inputs().size() > 1 || input.from() >= spec.spouts().size()) {
      return false;
    }
    SpoutPlan.Kind spout = spec.spouts().get(input.from()).kind();
    return readers(input.from()).size() == 1
        && input.main() != Route.ALL
        // A new message among those given again, and ids say nothing any more there.
        && (spout == SpoutPlan.Kind.POSITION || spout == SpoutPlan.Kind.QUEUE);
  }
}
