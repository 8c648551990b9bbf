package io.landfall.operators.window;

import io.landfall.api.AllWindowedStream;
import io.landfall.api.DataStream;
import io.landfall.api.KeyedStream;
import io.landfall.api.OperatorStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.WindowedStream;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.window.ProcessAllWindowFunction;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import java.time.Duration;
import java.util.function.Consumer;

/** Declares the windows of a random case as users do, and gives the operator that comes of it. */
final class CaseStreams {

  private CaseStreams() {}

  static LogicalOperator declare(WindowCase settings) {
    StreamEnvironment env = StreamEnvironment.create("case");
    DataStream<Item> items = env.fromElements(new Item("k0", "0", 1));
    OperatorStream<?> results =
        settings.ofAll()
            ? ofAll(settings, windowAll(settings, items))
            : keyed(settings, window(settings, items.keyBy(Item::key)));
    results.name("windows");
    return env.graph().operators().stream()
        .filter(each -> each.spec() instanceof BuiltIn.Window)
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param chosen null to leave it at the default
   */
  private static <C> void choose(C chosen, Consumer<C> setter) {
    if (chosen != null) {
      setter.accept(chosen);
    }
  }

  @SuppressWarnings("unchecked")
  private static WindowAssigner<Object, Window> assigner(WindowCase settings) {
    return (WindowAssigner<Object, Window>) settings.assigner().assigner();
  }

  @SuppressWarnings("unchecked")
  private static WindowedStream<Item, String, Window> window(
      WindowCase settings, KeyedStream<Item, String> items) {
    WindowedStream<Item, String, ?> counts =
        settings.isCount()
            ? items.countWindow(settings.setting())
            : settings.isSlidingCount()
                ? items.countWindow(settings.evictorSetting(), settings.setting())
                : null;
    if (counts != null) {
      return (WindowedStream<Item, String, Window>) counts;
    }
    WindowedStream<Item, String, Window> windows = items.window(assigner(settings));
    choose(settings.apiTrigger(), windows::trigger);
    choose(settings.apiEvictor(), windows::evictor);
    return windows;
  }

  private static OperatorStream<?> keyed(
      WindowCase settings, WindowedStream<Item, String, Window> windows) {
    windows.allowedLateness(Duration.ofMillis(settings.latenessMs()));
    choose(settings.lateOutput() ? WindowCase.LATE : null, windows::sideOutputLateData);
    CaseFunctions.Report report = new CaseFunctions.Report(settings.merges());
    return switch (settings.computation()) {
      case REDUCE -> windows.reduce(Item::plus);
      case REDUCE_REPORT -> windows.reduce(Item::plus, report);
      case AGGREGATE -> windows.aggregate(new CaseFunctions.Ids());
      case AGGREGATE_REPORT -> windows.aggregate(new CaseFunctions.Ids(), report);
      case PROCESS -> windows.process(report);
      case ASSOCIATIVE -> windows.aggregate(new SortedIds.Associative());
      case INVERTIBLE -> windows.aggregate(new SortedIds.Invertible());
      case INVERTIBLE_NAMED -> windows.aggregate(new SortedIds.Invertible(), SortedIds.named());
    };
  }

  @SuppressWarnings("unchecked")
  private static AllWindowedStream<Item, Window> windowAll(
      WindowCase settings, DataStream<Item> items) {
    AllWindowedStream<Item, ?> counts =
        settings.isCount()
            ? items.countWindowAll(settings.setting())
            : settings.isSlidingCount()
                ? items.countWindowAll(settings.evictorSetting(), settings.setting())
                : null;
    if (counts != null) {
      return (AllWindowedStream<Item, Window>) counts;
    }
    AllWindowedStream<Item, Window> windows = items.windowAll(assigner(settings));
    choose(settings.apiTrigger(), windows::trigger);
    choose(settings.apiEvictor(), windows::evictor);
    return windows;
  }

  private static OperatorStream<?> ofAll(
      WindowCase settings, AllWindowedStream<Item, Window> windows) {
    windows.allowedLateness(Duration.ofMillis(settings.latenessMs()));
    choose(settings.lateOutput() ? WindowCase.LATE : null, windows::sideOutputLateData);
    CaseFunctions.ReportOfAll report = new CaseFunctions.ReportOfAll(settings.merges());
    return switch (settings.computation()) {
      case REDUCE -> windows.reduce(Item::plus);
      case REDUCE_REPORT -> windows.reduce(Item::plus, report);
      case AGGREGATE -> windows.aggregate(new CaseFunctions.Ids());
      case AGGREGATE_REPORT -> windows.aggregate(new CaseFunctions.Ids(), report);
      case PROCESS -> windows.process(report);
      case ASSOCIATIVE -> windows.aggregate(new SortedIds.Associative());
      case INVERTIBLE -> windows.aggregate(new SortedIds.Invertible());
      case INVERTIBLE_NAMED -> windows.aggregate(new SortedIds.Invertible(), namedOfAll());
    };
  }

  private static ProcessAllWindowFunction<String, String, Window> namedOfAll() {
    return (context, values, out) ->
        SortedIds.named().process(CaseFunctions.ALL, context, values, out);
  }
}
