package io.landfall.it.simulation.storm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bolt.
 *
 * @param inputs one or more
 * @param tasks in so many {@code executors}
 * @param amount what the kind says
 * @param foreign whether it emits, acks and fails from a thread of its own making
 */
record BoltPlan(
    Kind kind, List<Input> inputs, int tasks, int executors, int amount, boolean foreign) {

  /** What a bolt does. */
  enum Kind {
    /** Emits what it gets. */
    FORWARD,
    /** As above, without anchors. */
    UNANCHORED,
    /** Emits {@code amount + 1} parts of each item, each in a tuple. */
    SPLIT,
    /** Fails each message the first time, before anybody else has seen it, then forwards. */
    GATE,
    /** Holds tuples, and emits and acks them joined, two and two. */
    JOIN,
    /** Holds tuples, then counts and acks them. */
    HOLD,
    /** Counts in a map; forwards if {@code amount} is odd. */
    COUNT,
    /** As above, as a basic bolt. */
    BASIC,
    /** Sends items round {@code amount + 1} times and emits them each time; odd: via an echo. */
    LOOP;

    boolean isCounting() {
      return this == COUNT || this == BASIC || this == HOLD;
    }

    boolean isHolding() {
      return this == JOIN || this == HOLD;
    }
  }

  /**
   * Where tuples come from.
   *
   * @param from index of a component, the spouts first
   * @param main for one stream of it; {@link Route#DIRECT} for what is emitted directly, alone
   * @param side for the other stream
   */
  record Input(int from, Route main, Route side) {

    boolean isDirect() {
      return main == Route.DIRECT;
    }

    Input withFrom(int other) {
      return new Input(other, main, side);
    }

    @Override
    public String toString() {
      return from + " by " + main + (isDirect() || side == main ? "" : " and " + side);
    }
  }

  BoltPlan {
    inputs = List.copyOf(inputs);
  }

  boolean forwards() {
    return switch (kind) {
      case HOLD -> false;
      case COUNT, BASIC -> amount % 2 == 1;
      default -> true;
    };
  }

  boolean hasEcho() {
    return kind == Kind.LOOP && amount % 2 == 1;
  }

  /** How many tuples a holding bolt waits for. */
  int heldCount() {
    return 2 + amount;
  }

  BoltPlan withInputs(List<Input> others) {
    return new BoltPlan(kind, others, tasks, executors, amount, foreign);
  }

  /** The same, reading from another component what it read from {@code from}. */
  BoltPlan readingInstead(int from, int other) {
    Map<Integer, Input> moved = new LinkedHashMap<>();
    for (Input input : inputs) {
      Input each = input.from() == from ? input.withFrom(other) : input;
      moved.putIfAbsent(each.from(), each);
    }
    return withInputs(new ArrayList<>(moved.values()));
  }

  BoltPlan withTasks(int count) {
    return new BoltPlan(kind, inputs, count, Math.min(executors, count), amount, foreign);
  }

  BoltPlan withKind(Kind other) {
    return new BoltPlan(other, inputs, tasks, executors, amount, foreign);
  }

  BoltPlan withAmount(int other) {
    return new BoltPlan(kind, inputs, tasks, executors, other, foreign);
  }

  BoltPlan onItsOwnThread() {
    return new BoltPlan(kind, inputs, tasks, executors, amount, false);
  }

  /** The same with the plainest groupings. */
  BoltPlan grouped(Route route) {
    List<Input> plain = new ArrayList<>();
    inputs.forEach(input -> plain.add(new Input(input.from(), route, route)));
    return withInputs(plain);
  }

  boolean isGrouped(Route route) {
    return inputs.stream().allMatch(input -> input.main() == route && input.side() == route);
  }

  @Override
  public String toString() {
    return kind
        + "("
        + amount
        + ") of "
        + inputs
        + ", "
        + tasks
        + "/"
        + executors
        + (foreign ? ", foreign thread" : "");
  }
}
