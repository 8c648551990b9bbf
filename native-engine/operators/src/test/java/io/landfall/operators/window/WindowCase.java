package io.landfall.operators.window;

import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.graph.BuiltIn;
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
import io.landfall.api.window.WindowComputation;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Windows chosen at random, and what each choice means by definition.
 *
 * @param defaultTrigger whether the trigger is left to the assigner
 * @param setting of the trigger
 * @param evictorSetting records, ms or distance
 */
record WindowCase(
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
    return assigner.kind() == CaseAssigner.Kind.GLOBAL
        ? ModelTrigger.NEVER
        : assigner.eventTime() ? ModelTrigger.EVENT_TIME : ModelTrigger.PROCESSING_TIME;
  }

  BuiltIn.Window spec() {
    Trigger<?, ?> plain = plainTrigger();
    return new BuiltIn.Window(
        assigner.assigner(),
        defaultTrigger ? null : purging ? PurgingTrigger.of(plain) : plain,
        apiEvictor(),
        latenessMs,
        lateOutput ? LATE : null,
        apiComputation());
  }

  private Trigger<?, ?> plainTrigger() {
    Duration interval = Duration.ofMillis(setting);
    return switch (trigger) {
      case NEVER -> NeverTrigger.create();
      case EVENT_TIME -> EventTimeTrigger.create();
      case PROCESSING_TIME -> ProcessingTimeTrigger.create();
      case COUNT -> CountTrigger.of(setting);
      case CONTINUOUS_EVENT -> ContinuousEventTimeTrigger.of(interval);
      case CONTINUOUS_PROCESSING -> ContinuousProcessingTimeTrigger.of(interval);
      case DELTA -> DeltaTrigger.<Item>of(setting, (a, b) -> b.amount() - a.amount());
      case CUSTOM -> new CaseFunctions.Custom();
    };
  }

  private Evictor<?, ?> apiEvictor() {
    CountEvictor count = CountEvictor.of(evictorSetting);
    TimeEvictor time = TimeEvictor.of(Duration.ofMillis(evictorSetting));
    DeltaEvictor<Item> delta =
        DeltaEvictor.of(evictorSetting, (a, last) -> Math.abs(last.amount() - a.amount()));
    return switch (evictor) {
      case NONE -> null;
      case COUNT -> evictsAfter ? count.afterFunction() : count;
      case TIME -> evictsAfter ? time.afterFunction() : time;
      case DELTA -> evictsAfter ? delta.afterFunction() : delta;
    };
  }

  private WindowComputation apiComputation() {
    CaseFunctions.Report report = reports() ? new CaseFunctions.Report(merges()) : null;
    return switch (computation) {
      case REDUCE, REDUCE_REPORT ->
          new WindowComputation.Reduce((ReduceFunction<Item>) Item::plus, report);
      case AGGREGATE, AGGREGATE_REPORT ->
          new WindowComputation.Aggregate(new CaseFunctions.Ids(), report);
      case PROCESS -> new WindowComputation.Process(report);
      case ASSOCIATIVE -> new WindowComputation.Aggregate(new SortedIds.Associative(), null);
      case INVERTIBLE -> new WindowComputation.Aggregate(new SortedIds.Invertible(), null);
      case INVERTIBLE_NAMED ->
          new WindowComputation.Aggregate(new SortedIds.Invertible(), SortedIds.named());
    };
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
