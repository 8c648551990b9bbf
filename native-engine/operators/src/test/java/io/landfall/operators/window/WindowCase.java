package io.landfall.operators.window;

import io.landfall.api.function.OutputTag;
import io.landfall.api.window.ContinuousEventTimeTrigger;
import io.landfall.api.window.ContinuousProcessingTimeTrigger;
import io.landfall.api.window.CountEvictor;
import io.landfall.api.window.CountTrigger;
import io.landfall.api.window.DeltaEvictor;
import io.landfall.api.window.DeltaTrigger;
import io.landfall.api.window.EventTimeTrigger;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.NeverTrigger;
import io.landfall.api.window.ProcessingTimeTrigger;
import io.landfall.api.window.PurgingTrigger;
import io.landfall.api.window.TimeEvictor;
import io.landfall.api.window.TimestampedValue;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.Window;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Windows chosen at random, and what each choice means by definition.
 *
 * @param ofAll whether the windows are of all records, without regard to keys
 * @param defaultTrigger whether the trigger is left to the assigner
 * @param setting of the trigger
 * @param evictorSetting records, ms or distance
 */
record WindowCase(
    boolean ofAll,
    CaseAssigner assigner,
    boolean defaultTrigger,
    ModelTrigger trigger,
    boolean purging,
    long setting,
    EvictorKind evictor,
    boolean evictsAfter,
    long evictorSetting,
    long latenessMs,
    boolean lateOutput,
    Computation computation) {

  static final OutputTag<Item> LATE = new OutputTag<>("late");

  enum EvictorKind {
    NONE,
    COUNT,
    TIME,
    DELTA
  }

  enum Computation {
    REDUCE,
    REDUCE_REPORT,
    AGGREGATE,
    AGGREGATE_REPORT,
    PROCESS,
    ASSOCIATIVE,
    INVERTIBLE,
    INVERTIBLE_NAMED
  }

  static WindowCase random(Random random) {
    CaseAssigner assigner = CaseAssigner.random(random);
    boolean byDefault = random.nextInt(3) == 0;
    ModelTrigger[] triggers = ModelTrigger.values();
    ModelTrigger trigger =
        byDefault ? defaultTrigger(assigner) : triggers[random.nextInt(triggers.length)];
    if (assigner.merges() && trigger == ModelTrigger.DELTA) {
      trigger = ModelTrigger.COUNT;
    }
    boolean evicts = random.nextInt(3) == 0;
    return new WindowCase(
        random.nextInt(5) == 0,
        assigner,
        byDefault,
        trigger,
        !byDefault && random.nextInt(3) == 0,
        1 + random.nextInt(6),
        evicts
            ? EvictorKind.values()[1 + random.nextInt(EvictorKind.values().length - 1)]
            : EvictorKind.NONE,
        random.nextBoolean(),
        1 + random.nextInt(8),
        random.nextBoolean() ? 0 : random.nextInt(30),
        random.nextBoolean(),
        Computation.values()[random.nextInt(Computation.values().length)]);
  }

  private static ModelTrigger defaultTrigger(CaseAssigner assigner) {
    return switch (assigner.kind()) {
      case GLOBAL -> ModelTrigger.NEVER;
      case GLOBAL_AT_THE_END -> ModelTrigger.EVENT_TIME;
      default -> assigner.eventTime() ? ModelTrigger.EVENT_TIME : ModelTrigger.PROCESSING_TIME;
    };
  }

  /** What windows are told; null if that is left to the assigner. */
  Trigger<Object, Window> apiTrigger() {
    return defaultTrigger ? null : purging ? PurgingTrigger.of(plainTrigger()) : plainTrigger();
  }

  @SuppressWarnings("unchecked")
  private Trigger<Object, Window> plainTrigger() {
    Duration interval = Duration.ofMillis(setting);
    Trigger<?, ?> plain =
        switch (trigger) {
          case NEVER -> NeverTrigger.create();
          case EVENT_TIME -> EventTimeTrigger.create();
          case PROCESSING_TIME -> ProcessingTimeTrigger.create();
          case COUNT -> CountTrigger.of(setting);
          case CONTINUOUS_EVENT -> ContinuousEventTimeTrigger.of(interval);
          case CONTINUOUS_PROCESSING -> ContinuousProcessingTimeTrigger.of(interval);
          case DELTA -> DeltaTrigger.<Item>of(setting, (a, b) -> b.amount() - a.amount());
          case CUSTOM -> new CaseFunctions.Custom();
        };
    return (Trigger<Object, Window>) plain;
  }

  /** Null for none. */
  @SuppressWarnings("unchecked")
  Evictor<Object, Window> apiEvictor() {
    CountEvictor count = CountEvictor.of(evictorSetting);
    TimeEvictor time = TimeEvictor.of(Duration.ofMillis(evictorSetting));
    DeltaEvictor<Item> delta =
        DeltaEvictor.of(evictorSetting, (a, last) -> Math.abs(last.amount() - a.amount()));
    Evictor<?, ?> chosen =
        switch (evictor) {
          case NONE -> null;
          case COUNT -> evictsAfter ? count.afterFunction() : count;
          case TIME -> evictsAfter ? time.afterFunction() : time;
          case DELTA -> evictsAfter ? delta.afterFunction() : delta;
        };
    return (Evictor<Object, Window>) chosen;
  }

  /** The key that the record's windows belong to. */
  String keyOf(Item item) {
    return ofAll ? CaseFunctions.ALL : item.key();
  }

  /** Windows of so many records, one behind the other. */
  boolean isCount() {
    return assigner.kind() == CaseAssigner.Kind.GLOBAL
        && trigger == ModelTrigger.COUNT
        && purging
        && evictor == EvictorKind.NONE;
  }

  /** Windows of the last records, every so many. */
  boolean isSlidingCount() {
    return assigner.kind() == CaseAssigner.Kind.GLOBAL
        && trigger == ModelTrigger.COUNT
        && !purging
        && evictor == EvictorKind.COUNT
        && !evictsAfter;
  }

  boolean isEventTime() {
    return assigner.eventTime();
  }

  boolean merges() {
    return assigner.merges();
  }

  boolean reports() {
    return computation == Computation.REDUCE_REPORT
        || computation == Computation.AGGREGATE_REPORT
        || computation == Computation.PROCESS;
  }

  boolean isOfAll() {
    return computation == Computation.PROCESS;
  }

  List<Window> windowsOf(Item item, long timestampMs, long clockMs) {
    return assigner.windowsOf(item, timestampMs, clockMs);
  }

  void evictBefore(List<TimestampedValue<Item>> content) {
    if (!evictsAfter) {
      evict(content);
    }
  }

  void evictAfter(List<TimestampedValue<Item>> content) {
    if (evictsAfter) {
      evict(content);
    }
  }

  private void evict(List<TimestampedValue<Item>> content) {
    switch (evictor) {
      case NONE -> {}
      case COUNT -> {
        while (content.size() > evictorSetting) {
          content.remove(0);
        }
      }
      case TIME -> {
        long latest = content.stream().mapToLong(TimestampedValue::timestampMs).max().orElse(0);
        content.removeIf(
            each -> each.hasTimestamp() && latest - each.timestampMs() >= evictorSetting);
      }
      case DELTA -> {
        long last = content.isEmpty() ? 0 : content.get(content.size() - 1).value().amount();
        content.removeIf(each -> Math.abs(last - each.value().amount()) >= evictorSetting);
      }
    }
  }

  private static String sorted(List<Item> items) {
    return items.stream().map(i -> i.key() + i.ids()).sorted().collect(Collectors.joining(","));
  }

  /** What is emitted of these records; null for nothing. */
  String result(ModelWindow w, List<Item> items, long allFirings, long watermarkMs) {
    if (items.isEmpty() && !isOfAll()) {
      return null;
    }
    String all =
        switch (computation) {
          case REDUCE, REDUCE_REPORT ->
              new Item(
                      items.get(0).key(),
                      items.stream().map(Item::ids).collect(Collectors.joining(",")),
                      items.stream().mapToLong(Item::amount).sum())
                  .toString();
          case AGGREGATE, AGGREGATE_REPORT ->
              items.stream().map(i -> i.key() + i.ids()).collect(Collectors.joining(","));
          case PROCESS -> items.stream().map(i -> i + ";").collect(Collectors.joining());
          case ASSOCIATIVE, INVERTIBLE -> sorted(items);
          case INVERTIBLE_NAMED -> SortedIds.name(w.key, w.window, watermarkMs, sorted(items));
        };
    if (!reports()) {
      return all;
    }
    return CaseFunctions.report(
        w.key,
        w.window,
        watermarkMs,
        merges() ? null : w.firings,
        allFirings,
        isOfAll() ? all : all + ";");
  }
}
