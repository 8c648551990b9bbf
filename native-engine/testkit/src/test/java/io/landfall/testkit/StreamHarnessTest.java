package io.landfall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.DataStream;
import io.landfall.api.async.AsyncSettings;
import io.landfall.api.function.BroadcastProcessFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.api.window.TumblingWindows;
import io.landfall.operators.harness.Emitted;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StreamHarnessTest {

  private static final OutputTag<String> LATE = new OutputTag<>("late");

  private static StreamHarness<Long> windows() {
    return StreamHarness.of(
        (DataStream<String> words) ->
            words
                .keyBy(word -> word)
                .window(TumblingWindows.eventTime(Duration.ofMillis(10)))
                .sideOutputLateData(LATE)
                .count());
  }

  @Test
  void drivesWindowsByWatermarks() throws Exception {
    try (var windows = windows().open()) {
      windows.record("a", 1).record("a", 9).record("a", 10).watermark(9);
      assertThat(windows.takeTimed()).containsExactly(new Emitted(2L, 9));

      windows.record("a", 5).endOfInput();

      assertThat(windows.take()).containsExactly(1L);
      assertThat(windows.take(LATE)).containsExactly("a");
      assertThat(windows.watermarkMs()).isEqualTo(Long.MAX_VALUE);
      assertThat(windows.stateEntries()).isZero();
    }
  }

  @Test
  void goesOnFromASnapshotWithAnotherParallelism() throws Exception {
    StreamSnapshot snapshot;
    try (var windows = windows().parallelism(2).open()) {
      windows.record("a", 1).record("b", 2).record("c", 3).record("a", 4);
      snapshot = windows.snapshot();
    }
    for (int parallelism : new int[] {1, 3}) {
      try (var windows = windows().parallelism(parallelism).restoredFrom(snapshot).open()) {
        windows.record("b", 5).watermark(9);
        assertThat(windows.take()).containsExactlyInAnyOrder(2L, 2L, 1L);
      }
    }
  }

  /** Says that a key has been silent for a second. */
  private static final class Silence implements ProcessFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> last;

    @Override
    public void open(RuntimeContext context) {
      last = context.valueState("last");
    }

    @Override
    public void process(String value, Context context, Collector<String> out) {
      last.update(context.timers().processingTimeMs());
      context.timers().registerProcessingTimer(last.value() + 1_000);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<String> out) {
      if (timestampMs == last.value() + 1_000) {
        out.collect("silent: " + context.currentKey());
      }
    }
  }

  @Test
  void drivesTheClock() throws Exception {
    try (StreamHarness<String> silence =
        StreamHarness.of(
                (DataStream<String> words) -> words.keyBy(word -> word).process(new Silence()))
            .startingAt(5_000)
            .open()) {
      silence.record("a").record("b").clock(5_500).record("a").clock(6_000);
      assertThat(silence.take()).containsExactly("silent: b");
      assertThat(silence.timers()).isOne();

      assertThat(silence.clock(6_500).take()).containsExactly("silent: a");
    }
  }

  private static final AtomicReference<CompletableFuture<String>> ASKED = new AtomicReference<>();

  @Test
  void takesAnswersOfOtherThreads() throws Exception {
    ASKED.set(new CompletableFuture<>());
    try (StreamHarness<String> step =
        StreamHarness.of(
                (DataStream<String> words) ->
                    words.<String>mapAsync(
                        word -> ASKED.get(), AsyncSettings.inOrder().withCapacity(1)))
            .open()) {
      step.record("a");
      assertThat(step.isHoldingInput()).isTrue();

      CompletableFuture.runAsync(() -> ASKED.get().complete("A")).join();

      assertThat(step.answers().take()).containsExactly("A");
      assertThat(step.isHoldingInput()).isFalse();
    }
  }

  private static final BroadcastStateDescriptor<String, String> RULES =
      BroadcastStateDescriptor.of("rules");

  private static final class Ruled implements BroadcastProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(String value, ReadOnlyContext context, Collector<String> out) {
      out.collect(value + context.broadcastState(RULES).get("suffix"));
    }

    @Override
    public void processBroadcast(String rule, Context context, Collector<String> out) {
      context.broadcastState(RULES).put("suffix", rule);
    }
  }

  @Test
  void broadcastsToAllSubtasks() throws Exception {
    try (StreamHarness<String> step =
        StreamHarness.ofTwo(
                (DataStream<String> words, DataStream<String> rules) ->
                    words.connect(rules.broadcast(RULES)).process(new Ruled()))
            .parallelism(2)
            .open()) {
      step.record(1, "!", 0).record("a").record("b");
      assertThat(step.take()).containsExactlyInAnyOrder("a!", "b!");
    }
  }

  @Test
  void throwsWhatTheStepThrows() throws Exception {
    try (StreamHarness<Integer> step =
        StreamHarness.of((DataStream<String> words) -> words.map(Integer::parseInt)).open()) {
      assertThatThrownBy(() -> step.record("x")).isInstanceOf(NumberFormatException.class);
    }
  }

  @Test
  void refusesMoreThanOneStep() {
    assertThatThrownBy(
            () ->
                StreamHarness.of(
                    (DataStream<String> words) -> words.map(String::length).filter(n -> n > 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the step has 2 operators");
  }

  @Test
  void refusesAFunctionThatCannotBeCopied() {
    Object captured = new Object();
    assertThatThrownBy(
            () ->
                StreamHarness.of((DataStream<String> words) -> words.map(word -> word + captured)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("operator 'map': ")
        .hasMessageContaining("not serializable");
  }
}
