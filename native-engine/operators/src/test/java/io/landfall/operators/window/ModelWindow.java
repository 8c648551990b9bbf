package io.landfall.operators.window;

import io.landfall.api.window.TimestampedValue;
import io.landfall.api.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A window of the model: everything that was ever put into it and not purged or evicted. */
final class ModelWindow {
  final String key;
  final Window window;
  final List<TimestampedValue<Item>> content = new ArrayList<>();
  long firings;

  // What triggers know of it.
  long count;
  Item last;
  Long nextMs;
  long sum;
  final Set<Long> amounts = new TreeSet<>();
  final List<String> ids = new ArrayList<>();

  ModelWindow(String key, Window window) {
    this.key = key;
    this.window = window;
  }

  /** What several become, in their order. */
  static ModelWindow merged(Window into, List<ModelWindow> old) {
    ModelWindow merged = new ModelWindow(old.get(0).key, into);
    for (ModelWindow each : old) {
      merged.content.addAll(each.content);
      merged.count += each.count;
      merged.sum += each.sum;
      merged.amounts.addAll(each.amounts);
      merged.ids.addAll(each.ids);
      if (each.nextMs != null) {
        merged.nextMs =
            merged.nextMs == null
                ? each.nextMs
                : Long.valueOf(Math.min(merged.nextMs, each.nextMs));
      }
    }
    return merged;
  }
}
