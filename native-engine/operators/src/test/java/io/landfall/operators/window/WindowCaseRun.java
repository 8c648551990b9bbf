package io.landfall.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.function.KeySelector;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.option.Options;
import io.landfall.operators.BuiltInFactories;
import io.landfall.operators.harness.Emitted;
import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import io.landfall.operators.spi.OperatorFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Gives the same events to the operator that the engine would use, in several subtasks, and to the
 * model, and compares what they emit after each: for each key the same, in the same order.
 */
final class WindowCaseRun implements AutoCloseable {

  private final WindowCase settings;
  private final List<CaseEvent> events;
  private final OperatorFactory factory;
  private final KeySelector<Object, Object> key;
  private final Map<String, WindowModel> models = new LinkedHashMap<>();
  private List<OperatorHarness> subtasks = new ArrayList<>();
  private long clockMs;
  private long dropped;
  private long droppedByModel;
  private int emitted;

  @SuppressWarnings("unchecked")
  private WindowCaseRun(long seed) throws Exception {
    Random random = new Random(seed);
    settings = WindowCase.random(random);
    events = CaseEvents.random(random, settings);
    LogicalOperator operator = CaseStreams.declare(settings);
    factory = BuiltInFactories.of(operator.spec(), Options.DEFAULTS);
    factory.validate();
    key = (KeySelector<Object, Object>) operator.inputKeys().get(0);
    List<String> keys = settings.ofAll() ? List.of(CaseFunctions.ALL) : CaseEvents.KEYS;
    keys.forEach(each -> models.put(each, new WindowModel(each, settings, 0)));
    start(1 + random.nextInt(4), List.of());
  }

  /** Throws if any answer differs; returns how many there were. */
  static int run(long seed) throws Exception {
    try (WindowCaseRun run = new WindowCaseRun(seed)) {
      for (int i = 0; i < run.events.size(); i++) {
        try {
          run.step(run.events.get(i));
        } catch (Throwable thrown) {
          throw new AssertionError(
              run.settings + "\n" + String.join("\n", run.upTo(i)) + "\n" + thrown.getMessage(),
              thrown);
        }
      }
      run.checkDropped();
      return run.emitted;
    }
  }

  private List<String> upTo(int last) {
    return events.subList(0, last + 1).stream().map(CaseEvent::toString).toList();
  }

  /**
   * @param wanted subtasks; windows of all records are always in one
   */
  private void start(int wanted, List<OperatorSnapshot> from) throws Exception {
    int parallelism = settings.ofAll() ? 1 : wanted;
    for (int i = 0; i < parallelism; i++) {
      subtasks.add(
          OperatorHarness.of(factory)
              .subtask(i, parallelism)
              .keyedBy(key)
              .restoredFrom(from)
              .startingAt(clockMs)
              .open());
    }
  }

  private OperatorHarness subtaskOf(String key) {
    return settings.ofAll()
        ? subtasks.get(0)
        : subtasks.get(OperatorHarness.subtaskOf(key, subtasks.size()));
  }

  private void step(CaseEvent event) throws Exception {
    if (event instanceof CaseEvent.Add add) {
      String of = settings.keyOf(add.item());
      subtaskOf(of).record(add.item(), add.timestampMs());
      models.get(of).add(add.item(), add.timestampMs());
    } else if (event instanceof CaseEvent.Watermark watermark) {
      watermark(subtasks.get(watermark.subtask() % subtasks.size()), watermark.watermarkMs());
    } else if (event instanceof CaseEvent.Clock clock) {
      clockMs = clock.nowMs();
      for (OperatorHarness subtask : subtasks) {
        subtask.clock(clockMs);
      }
      models.values().forEach(model -> model.clock(clockMs));
    } else if (event instanceof CaseEvent.Restore restore) {
      restore(restore.parallelism());
    } else {
      end();
    }
    compare();
  }

  private void watermark(OperatorHarness subtask, long watermarkMs) throws Exception {
    List<Long> before = subtask.watermarks();
    if (!before.isEmpty() && watermarkMs <= before.get(before.size() - 1)) {
      return;
    }
    subtask.watermark(watermarkMs);
    assertThat(subtask.watermarks()).endsWith(watermarkMs);
    models.forEach(
        (key, model) -> {
          if (subtaskOf(key) == subtask) {
            model.watermark(watermarkMs);
          }
        });
  }

  private void restore(int parallelism) throws Exception {
    List<OperatorSnapshot> snapshots = new ArrayList<>();
    for (OperatorHarness subtask : subtasks) {
      snapshots.add(subtask.snapshot(1));
      dropped += subtask.counter("lateRecordsDropped");
      subtask.close();
    }
    subtasks = new ArrayList<>();
    start(parallelism, snapshots);
  }

  private void end() throws Exception {
    for (OperatorHarness subtask : subtasks) {
      subtask.endOfInput();
      assertThat(subtask.watermarks()).endsWith(Long.MAX_VALUE);
    }
    models.values().forEach(model -> model.watermark(Long.MAX_VALUE));
  }

  private void compare() {
    Map<String, List<String>> expected = new LinkedHashMap<>();
    Map<String, List<String>> expectedLate = new LinkedHashMap<>();
    models.forEach(
        (key, model) -> {
          put(expected, key, model.takeOutput());
          put(expectedLate, key, model.takeLate());
        });
    expected.values().forEach(each -> emitted += each.size());
    assertThat(taken(null)).as("results").isEqualTo(expected);
    if (settings.lateOutput()) {
      assertThat(taken(WindowCase.LATE.id())).as("late").isEqualTo(expectedLate);
    } else {
      expectedLate.values().forEach(each -> droppedByModel += each.size());
    }
  }

  private static void put(Map<String, List<String>> byKey, String key, List<String> values) {
    if (!values.isEmpty()) {
      byKey.put(key, values);
    }
  }

  /** What is new in an output, by key. */
  private Map<String, List<String>> taken(String sideOutput) {
    Map<String, List<String>> byKey = new LinkedHashMap<>();
    for (OperatorHarness subtask : subtasks) {
      List<Emitted> records =
          sideOutput == null ? subtask.takeOutput() : subtask.takeSideOutput(sideOutput);
      for (Emitted each : records) {
        String text = each.value() + " " + each.timestampMs();
        byKey.computeIfAbsent(keyOf(text), of -> new ArrayList<>()).add(text);
      }
    }
    return byKey;
  }

  private String keyOf(String result) {
    if (settings.ofAll()) {
      return CaseFunctions.ALL;
    }
    return result.startsWith("Item[key=") ? result.substring(9, 11) : result.substring(0, 2);
  }

  private void checkDropped() {
    for (OperatorHarness subtask : subtasks) {
      dropped += subtask.counter("lateRecordsDropped");
    }
    assertThat(dropped).as("dropped").isEqualTo(droppedByModel);
  }

  @Override
  public void close() throws Exception {
    for (OperatorHarness subtask : subtasks) {
      subtask.close();
    }
  }
}
