package io.landfall.it.simulation.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each stage of a job emits, computed on lists. */
final class Evaluation {

  /** A value and its event time, ms; of no meaning behind stages that do not keep time. */
  record Item(long value, long timestampMs) {}

  private final List<List<Item>> byStage = new ArrayList<>();

  Evaluation(List<Stage> stages) {
    for (Stage stage : stages) {
      byStage.add(evaluate(stage));
    }
  }

  /** How often the stage emits each value. */
  Map<Long, Integer> tally(int stage) {
    Map<Long, Integer> tally = new HashMap<>();
    byStage.get(stage).forEach(item -> tally.merge(item.value(), 1, Integer::sum));
    return tally;
  }

  int size(int stage) {
    return byStage.get(stage).size();
  }

  private List<Item> evaluate(Stage stage) {
    List<Item> in = stage.inputs().isEmpty() ? List.of() : byStage.get(stage.inputs().get(0));
    return switch (stage.kind()) {
      case TIMED_SOURCE, SPLIT_SOURCE, DISORDERED_SOURCE -> source(stage);
      case MAP ->
          in.stream()
              .map(i -> new Item(Arithmetic.map(i.value(), stage.amount()), i.timestampMs()))
              .toList();
      case FILTER -> in.stream().filter(i -> Arithmetic.passes(i.value(), stage.amount())).toList();
      case FLAT_MAP -> flatMap(in, Arithmetic.copies(stage.amount()));
      case UNION -> {
        List<Item> both = new ArrayList<>(in);
        both.addAll(second(stage));
        yield both;
      }
      case COUNT -> counts(in, stage.amount(), true);
      case TOTAL -> counts(in, stage.amount(), false);
      case BUCKETS -> buckets(in, stage.amount());
      case SIDES, HOLD, BUFFER, BROADCAST -> in;
      case JOIN -> join(in, second(stage), stage.amount());
      case WINDOW -> WindowForm.evaluate(in, stage.amount());
      case COUNT_WINDOW -> WindowForm.counts(in, stage.amount());
      case LATE_WINDOW -> LateWindows.evaluate(in, stage.amount());
      case CLOCK_WINDOW -> ClockWindows.evaluate(in, stage.amount());
      case WINDOW_JOIN -> WindowForm.join(in, second(stage), stage.amount());
      case INTERVAL_JOIN -> WindowForm.intervalJoin(in, second(stage), stage.amount());
      case ASYNC -> flatMap(in, Arithmetic.copies(stage.amount()));
      case UNION_COUNT -> in.stream().map(i -> new Item(Arithmetic.counted(), 0)).toList();
      case LOOP -> loop(in, Arithmetic.hops(stage.amount()));
    };
  }

  private List<Item> second(Stage stage) {
    return byStage.get(stage.inputs().get(1));
  }

  private static List<Item> source(Stage stage) {
    List<Item> all = new ArrayList<>();
    for (long position = 0; position < stage.amount(); position++) {
      for (int split = 0; split < Arithmetic.SPLITS; split++) {
        all.add(
            new Item(
                Arithmetic.valueAt(split, position),
                Arithmetic.timestampOf(stage.kind(), split, position)));
      }
    }
    return all;
  }

  private static List<Item> flatMap(List<Item> in, int copies) {
    List<Item> out = new ArrayList<>();
    for (Item item : in) {
      for (int i = 0; i < copies; i++) {
        out.add(new Item(Arithmetic.copy(item.value(), i), item.timestampMs()));
      }
    }
    return out;
  }

  private static List<Item> counts(List<Item> in, int amount, boolean running) {
    Map<Long, Long> counts = new TreeMap<>();
    List<Item> out = new ArrayList<>();
    for (Item item : in) {
      long key = Arithmetic.key(item.value(), amount);
      long count = counts.merge(key, 1L, Long::sum);
      if (running) {
        out.add(new Item(Arithmetic.keyed(key, count), 0));
      }
    }
    if (!running) {
      counts.forEach((key, count) -> out.add(new Item(Arithmetic.keyed(key, count), 0)));
    }
    return out;
  }

  private static List<Item> buckets(List<Item> in, int amount) {
    Map<Long, Map<Long, Long>> sums = new TreeMap<>();
    for (Item item : in) {
      sums.computeIfAbsent(Arithmetic.key(item.value(), amount), key -> new TreeMap<>())
          .merge(Arithmetic.bucket(item.timestampMs(), amount), item.value(), Long::sum);
    }
    List<Item> out = new ArrayList<>();
    sums.forEach(
        (key, byBucket) ->
            byBucket.forEach(
                (bucket, sum) ->
                    out.add(
                        new Item(
                            Arithmetic.bucketResult(key, bucket, sum),
                            Arithmetic.bucketEndMs(bucket, amount)))));
    return out;
  }

  private static List<Item> join(List<Item> left, List<Item> right, int amount) {
    List<Item> out = new ArrayList<>();
    for (Item l : left) {
      for (Item r : right) {
        if (Arithmetic.key(l.value(), amount) == Arithmetic.key(r.value(), amount)) {
          out.add(new Item(Arithmetic.pair(l.value(), r.value()), 0));
        }
      }
    }
    return out;
  }

  private static List<Item> loop(List<Item> in, int hops) {
    List<Item> out = new ArrayList<>();
    for (Item item : in) {
      for (int hop = 0; hop <= hops; hop++) {
        out.add(new Item(Arithmetic.hop(item.value(), hop), 0));
      }
    }
    return out;
  }
}
