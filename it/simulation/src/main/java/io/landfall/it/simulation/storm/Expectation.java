package io.landfall.it.simulation.storm;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each counting bolt counts each item, if everything happens once. Each message is worked
 * out by itself, one bolt after the other: no bolt lets messages depend on each other.
 */
final class Expectation {

  private final StormSpec spec;

  /** By item of a message, then by component: the items that it counts for that message. */
  private final Map<Long, Map<Integer, Map<Long, Integer>>> byMessage = new TreeMap<>();

  /** By component, over all messages. */
  private final Map<Integer, Map<Long, Integer>> counts = new TreeMap<>();

  private final Map<Integer, Integer> totals = new HashMap<>();
  private int tuples;

  Expectation(StormSpec spec) {
    this.spec = spec;
    for (int i = 0; i < spec.spouts().size(); i++) {
      SpoutPlan spout = spec.spouts().get(i);
      for (int task = 0; task < spout.tasks(); task++) {
        for (int number = 0; number < spout.messages(); number++) {
          evaluate(i, Items.of(i, task, number));
        }
      }
    }
  }

  /** By item, for a counting component. */
  Map<Long, Integer> counts(int component) {
    return counts.getOrDefault(component, Map.of());
  }

  int total(int component) {
    return totals.computeIfAbsent(
        component, c -> counts(c).values().stream().mapToInt(Integer::intValue).sum());
  }

  /** By component, then by counted item, what a message leads to. */
  Map<Integer, Map<Long, Integer>> of(MessageId message) {
    return byMessage.getOrDefault(message.item(), Map.of());
  }

  /** How many items all bolts together get; joined tuples count as their items. */
  int size() {
    return tuples;
  }

  private void evaluate(int spout, long item) {
    Map<Integer, Map<Long, Integer>> out = new HashMap<>();
    Map<Integer, Map<Long, Integer>> counted = new TreeMap<>();
    out.put(spout, Map.of(item, 1));
    for (int i = 0; i < spec.bolts().size(); i++) {
      BoltPlan bolt = spec.bolts().get(i);
      int component = spec.spouts().size() + i;
      Map<Long, Integer> in = new TreeMap<>();
      for (BoltPlan.Input input : bolt.inputs()) {
        int copies = input.main().copies(bolt.tasks());
        out.getOrDefault(input.from(), Map.of())
            .forEach((each, count) -> in.merge(each, count * copies, Integer::sum));
      }
      tuples += in.values().stream().mapToInt(Integer::intValue).sum();
      if (bolt.kind().isCounting() && !in.isEmpty()) {
        counted.put(component, in);
        Map<Long, Integer> sum = counts.computeIfAbsent(component, c -> new TreeMap<>());
        in.forEach((each, count) -> sum.merge(each, count, Integer::sum));
      }
      out.put(component, emitted(bolt, in));
    }
    byMessage.put(item, counted);
  }

  private static Map<Long, Integer> emitted(BoltPlan bolt, Map<Long, Integer> in) {
    if (!bolt.forwards()) {
      return Map.of();
    }
    Map<Long, Integer> out = new TreeMap<>();
    in.forEach(
        (item, count) -> {
          switch (bolt.kind()) {
            case SPLIT -> {
              for (int i = 0; i <= bolt.amount(); i++) {
                out.merge(Items.part(item, i), count, Integer::sum);
              }
            }
            case LOOP -> {
              for (int hop = 0; hop <= bolt.amount() + 1; hop++) {
                out.merge(Items.hop(item, hop), count, Integer::sum);
              }
            }
            default -> out.merge(item, count, Integer::sum);
          }
        });
    return out;
  }
}
