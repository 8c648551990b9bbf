package io.landfall.operators.window;

import io.landfall.api.function.AssociativeAggregateFunction;
import io.landfall.api.function.InvertibleAggregateFunction;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.Window;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** Aggregates whose result shows if a record is missing or doubled, but not in which order. */
final class SortedIds {

  /** Names the key, the window and the watermark that it was given. */
  static ProcessWindowFunction<String, String, String, Window> named() {
    return (key, context, values, out) ->
        out.collect(name(key, context.window(), context.watermarkMs(), values.iterator().next()));
  }

  static String name(String key, Window window, long watermarkMs, String ids) {
    return key + " " + window + " @" + watermarkMs + ": " + ids;
  }

  /** Its accumulator, the ids as they came, is changed in place. */
  static class Associative
      implements AssociativeAggregateFunction<Item, ArrayList<String>, String> {

    @Override
    public ArrayList<String> createAccumulator() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<String> add(Item value, ArrayList<String> accumulator) {
      accumulator.add(value.key() + value.ids());
      return accumulator;
    }

    @Override
    public ArrayList<String> merge(ArrayList<String> left, ArrayList<String> right) {
      left.addAll(right);
      return left;
    }

    @Override
    public String result(ArrayList<String> accumulator) {
      return accumulator.stream().sorted().collect(Collectors.joining(","));
    }
  }

  static final class Invertible extends Associative
      implements InvertibleAggregateFunction<Item, ArrayList<String>, String> {

    @Override
    public ArrayList<String> retract(ArrayList<String> whole, ArrayList<String> part) {
      part.forEach(whole::remove);
      return whole;
    }
  }

  private SortedIds() {}
}
