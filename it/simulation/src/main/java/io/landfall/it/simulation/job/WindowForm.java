package io.landfall.it.simulation.job;

import io.landfall.it.simulation.job.Evaluation.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which windows a stage has, by its amount, and what comes of them by definition: all records are
 * there, each window is looked at by itself.
 */
enum WindowForm {
  TUMBLING,
  SLIDING,
  CUMULATING,
  SLIDING_LISTS,
  SESSIONS,
  /** Sliding, and only the latest records of each. */
  EVICTED;

  static final long SLIDING_MS = 90;
  static final long SLIDE_MS = 30;
  static final long CUMULATED_MS = 120;
  static final long STEP_MS = 40;

  /** How far behind the latest record of its window one may be. */
  static final long KEPT_MS = 25;

  static WindowForm of(int amount) {
    return values()[amount % values().length];
  }

  static long tumblingMs(int amount) {
    return 40 + amount * 10L;
  }

  static int countOf(int amount) {
    return 2 + amount;
  }

  /** How far a right record may be before its left one. */
  static long beforeMs(int amount) {
    return 5 + amount * 3L;
  }

  /** How far a right record may be behind its left one. */
  static long behindMs(int amount) {
    return 10 + amount * 2L;
  }

  /** Even. */
  static long sessionStartMs(long timestampMs) {
    return timestampMs + (timestampMs & 1);
  }

  /** Odd. */
  static long sessionEndMs(long timestampMs, long value) {
    return sessionStartMs(timestampMs) + 11 + 2 * Math.floorMod(value, 10L);
  }

  /** What the windows of all keys have as their results. */
  static List<Item> evaluate(List<Item> in, int amount) {
    List<Item> out = new ArrayList<>();
    byKey(in, amount)
        .forEach(
            (key, items) -> {
              WindowForm form = of(amount);
              if (form == SESSIONS) {
                sessions(key, items, out);
              } else {
                form.aligned(key, items, amount, out);
              }
            });
    return out;
  }

  static Map<Long, List<Item>> byKey(List<Item> in, int amount) {
    Map<Long, List<Item>> byKey = new HashMap<>();
    in.forEach(
        item ->
            byKey
                .computeIfAbsent(Arithmetic.key(item.value(), amount), key -> new ArrayList<>())
                .add(item));
    return byKey;
  }

  private void aligned(long key, List<Item> items, int amount, List<Item> out) {
    long lastMs = items.stream().mapToLong(Item::timestampMs).max().orElseThrow();
    long stepMs =
        switch (this) {
          case TUMBLING -> tumblingMs(amount);
          case CUMULATING -> STEP_MS;
          default -> SLIDE_MS;
        };
    long firstMs = items.stream().mapToLong(Item::timestampMs).min().orElseThrow();
    for (long endMs = (Math.floorDiv(firstMs, stepMs) + 1) * stepMs;
        endMs <= lastMs + CUMULATED_MS + tumblingMs(amount);
        endMs += stepMs) {
      long startMs =
          switch (this) {
            case TUMBLING -> endMs - stepMs;
            case CUMULATING -> Math.floorDiv(endMs - 1, CUMULATED_MS) * CUMULATED_MS;
            default -> endMs - SLIDING_MS;
          };
      List<Item> content = within(items, startMs, endMs);
      if (this == EVICTED) {
        content = latest(content);
      }
      List<Long> values = content.stream().map(Item::value).toList();
      add(key, startMs, endMs, values, this == CUMULATING, out);
    }
  }

  private static List<Item> within(List<Item> items, long startMs, long endMs) {
    return items.stream()
        .filter(item -> item.timestampMs() >= startMs && item.timestampMs() < endMs)
        .toList();
  }

  private static List<Item> latest(List<Item> items) {
    long lastMs = items.stream().mapToLong(Item::timestampMs).max().orElse(0);
    return items.stream().filter(item -> lastMs - item.timestampMs() < KEPT_MS).toList();
  }

  private static void add(
      long key, long startMs, long endMs, List<Long> values, boolean largest, List<Item> out) {
    if (!values.isEmpty()) {
      long result = values.stream().reduce(largest ? Math::max : Long::sum).orElseThrow();
      out.add(new Item(Arithmetic.windowResult(key, startMs, endMs, result), endMs - 1));
    }
  }

  private static void sessions(long key, List<Item> items, List<Item> out) {
    List<Item> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingLong(item -> sessionStartMs(item.timestampMs())));
    List<Long> values = new ArrayList<>();
    long startMs = 0;
    long endMs = Long.MIN_VALUE;
    for (Item item : sorted) {
      long nextMs = sessionStartMs(item.timestampMs());
      if (nextMs > endMs) {
        add(key, startMs, endMs, values, false, out);
        values.clear();
        startMs = nextMs;
        endMs = nextMs;
      }
      values.add(item.value());
      endMs = Math.max(endMs, sessionEndMs(item.timestampMs(), item.value()));
    }
    add(key, startMs, endMs, values, false, out);
  }

  /** How many full windows each key has. */
  static List<Item> counts(List<Item> in, int amount) {
    List<Item> out = new ArrayList<>();
    byKey(in, amount)
        .forEach(
            (key, items) -> {
              for (int full = 0; full < items.size() / countOf(amount); full++) {
                out.add(new Item(Arithmetic.keyed(key, countOf(amount)), 0));
              }
            });
    return out;
  }

  static List<Item> join(List<Item> left, List<Item> right, int amount) {
    List<Item> out = new ArrayList<>();
    long sizeMs = tumblingMs(amount);
    for (Item l : left) {
      for (Item r : right) {
        long window = Math.floorDiv(l.timestampMs(), sizeMs);
        if (isSameKey(l, r, amount) && window == Math.floorDiv(r.timestampMs(), sizeMs)) {
          out.add(new Item(Arithmetic.pair(l.value(), r.value()), (window + 1) * sizeMs - 1));
        }
      }
    }
    return out;
  }

  static List<Item> intervalJoin(List<Item> left, List<Item> right, int amount) {
    List<Item> out = new ArrayList<>();
    for (Item l : left) {
      for (Item r : right) {
        long behindMs = r.timestampMs() - l.timestampMs();
        if (isSameKey(l, r, amount)
            && behindMs >= -beforeMs(amount)
            && behindMs <= behindMs(amount)) {
          out.add(
              new Item(
                  Arithmetic.pair(l.value(), r.value()),
                  Math.max(l.timestampMs(), r.timestampMs())));
        }
      }
    }
    return out;
  }

  private static boolean isSameKey(Item left, Item right, int amount) {
    return Arithmetic.key(left.value(), amount) == Arithmetic.key(right.value(), amount);
  }
}
