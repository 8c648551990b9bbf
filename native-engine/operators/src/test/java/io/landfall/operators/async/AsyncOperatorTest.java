package io.landfall.operators.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.async.AsyncFunction;
import io.landfall.api.async.AsyncResult;
import io.landfall.api.async.AsyncRetry;
import io.landfall.api.async.AsyncSettings;
import io.landfall.api.async.AsyncTimeoutException;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.operators.harness.Emitted;
import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsyncOperatorTest {

  /** What has been asked for, by value, in order: the functions are copied, this is not. */
  private static final Map<String, Queue<AsyncResult<String>>> ASKED = new ConcurrentHashMap<>();

  private static final List<String> CALLS = new ArrayList<>();

  @BeforeEach
  void nothingAsked() {
    ASKED.clear();
    CALLS.clear();
  }

  private static void ask(String value, AsyncResult<String> result) {
    CALLS.add(value);
    ASKED.computeIfAbsent(value, v -> new ArrayDeque<>()).add(result);
  }

  private static AsyncResult<String> asked(String value) {
    return ASKED.get(value).remove();
  }

  private static OperatorHarness harness(AsyncSettings settings) {
    return harness(AsyncOperatorTest::ask, settings);
  }

  private static OperatorHarness harness(
      AsyncFunction<String, String> function, AsyncSettings settings) {
    return OperatorHarness.of(AsyncOperator.factory(new BuiltIn.Async(function, settings)));
  }

  @Test
  void emitsInTheOrderOfTheInputWhateverComesFirst() throws Exception {
    try (var harness = harness(AsyncSettings.inOrder()).open()) {
      harness.record("a", 1).record("b", 2).watermark(2).record("c", 3);
      asked("c").complete("C");
      asked("b").complete("B");
      harness.actions();
      assertThat(harness.output()).isEmpty();

      asked("a").complete("A");
      harness.actions();

      assertThat(harness.output())
          .containsExactly(new Emitted("A", 1), new Emitted("B", 2), new Emitted("C", 3));
      assertThat(harness.watermarks()).containsExactly(2L);
    }
  }

  @Test
  void emitsAsResultsComeButNotPastAWatermark() throws Exception {
    try (var harness = harness(AsyncSettings.unordered()).open()) {
      harness.record("a", 1).record("b", 2).watermark(2).watermark(3).record("c", 4);
      asked("c").complete("C");
      asked("b").complete("B");
      harness.actions();
      assertThat(harness.takeValues()).containsExactly("B");
      assertThat(harness.watermarks()).isEmpty();

      asked("a").complete("A");
      harness.actions();

      assertThat(harness.values()).containsExactly("A", "C");
      assertThat(harness.watermarks()).containsExactly(3L);
    }
  }

  @Test
  void passesIdlenessOnWhenWhatWasBeforeItIsOut() throws Exception {
    for (AsyncSettings settings : List.of(AsyncSettings.inOrder(), AsyncSettings.unordered())) {
      try (var harness = harness(settings).open()) {
        harness.record("a", 1).watermark(5).idle(true).idle(false).watermark(7);
        assertThat(harness.idleness()).isEmpty();

        asked("a").complete("A");
        harness.actions();

        assertThat(harness.idleness()).containsExactly(true, false);
        assertThat(harness.watermarks()).containsExactly(5L, 7L);
      }
    }
  }

  @Test
  void holdsTheInputAtFullCapacityAndAsksForNoMore() throws Exception {
    try (var harness = harness(AsyncSettings.inOrder().withCapacity(2)).open()) {
      harness.record("a");
      assertThat(harness.isHoldingInput()).isFalse();
      harness.record("b").record("c");
      assertThat(harness.isHoldingInput()).isTrue();
      assertThat(CALLS).containsExactly("a", "b");

      asked("b").complete("B");
      harness.actions();
      assertThat(CALLS).as("its turn has not come").containsExactly("a", "b");

      asked("a").complete("A");
      harness.actions();
      assertThat(CALLS).containsExactly("a", "b", "c");
      assertThat(harness.isHoldingInput()).isFalse();
      asked("c").complete("C");
      assertThat(harness.actions().values()).containsExactly("A", "B", "C");
    }
  }

  @Test
  void takesResultsThatAreThereAtOnceWithoutGrowingTheStack() throws Exception {
    AsyncSettings one = AsyncSettings.inOrder().withCapacity(1);
    try (var harness = harness((value, result) -> result.complete(value + "!"), one).open()) {
      for (int i = 0; i < 20_000; i++) {
        harness.record("v");
      }
      assertThat(harness.values()).hasSize(20_000).containsOnly("v!");
      assertThat(harness.isHoldingInput()).isFalse();
    }
  }

  @Test
  void countsTheFirstOfSeveralResults() throws Exception {
    try (var harness = harness(AsyncSettings.inOrder()).open()) {
      harness.record("a");
      AsyncResult<String> result = asked("a");
      result.completeAll(List.of("1", "2"));
      result.complete("3");
      result.fail(new IOException("too late"));

      assertThat(harness.actions().values()).containsExactly("1", "2");
    }
  }

  @Test
  void failsAsTheUsersOwnException() throws Exception {
    try (var harness = harness(AsyncSettings.inOrder()).open()) {
      harness.record("a");
      IOException own = new IOException("no such customer");
      asked("a").fail(own);

      assertThatThrownBy(harness::actions).isSameAs(own);
    }
    AsyncFunction<String, String> thrower =
        (value, result) -> {
          throw new IOException("at once");
        };
    try (var harness = harness(thrower, AsyncSettings.inOrder()).open()) {
      assertThatThrownBy(() -> harness.record("a"))
          .isInstanceOf(IOException.class)
          .hasMessage("at once");
    }
  }

  @Test
  void timesOutAfterTheTimeThatWasSet() throws Exception {
    AsyncSettings settings = AsyncSettings.inOrder().withTimeout(Duration.ofSeconds(5));
    try (var harness = harness(settings).open()) {
      harness.record("a").clock(1_000).record("b").clock(4_999);
      asked("a").complete("A");
      harness.actions().clock(5_999);
      assertThat(harness.counter("async-timeouts")).isZero();

      assertThatThrownBy(() -> harness.clock(6_000)).isInstanceOf(AsyncTimeoutException.class);
    }
  }

  @Test
  void goesOnWithWhatTheTimeoutHandlerGives() throws Exception {
    AsyncSettings settings = AsyncSettings.unordered().withTimeout(Duration.ofSeconds(5));
    try (var harness = harness(new WithDefault(), settings).open()) {
      harness.record("a", 3);
      harness.clock(5_000);
      asked("a").complete("too late");
      harness.actions();

      assertThat(harness.output()).containsExactly(new Emitted("no a", 3));
      assertThat(harness.counter("async-timeouts")).isOne();
    }
  }

  private static final class WithDefault implements AsyncFunction<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void invoke(String value, AsyncResult<String> result) {
      ask(value, result);
    }

    @Override
    public void timeout(String value, AsyncResult<String> result) {
      result.complete("no " + value);
    }
  }

  /** Never has a result; asks for state if its input has a key. */
  private static final class Lazy implements AsyncFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private boolean stateful;

    Lazy stateful() {
      stateful = true;
      return this;
    }

    @Override
    public void open(RuntimeContext context) {
      if (stateful) {
        context.valueState("last");
      }
    }

    @Override
    public void invoke(String value, AsyncResult<String> result) {}

    @Override
    public void timeout(String value, AsyncResult<String> result) {}
  }

  @Test
  void refusesATimeoutHandlerThatLeavesTheRequestOpen() throws Exception {
    AsyncSettings settings = AsyncSettings.inOrder().withTimeout(Duration.ofMillis(1));
    try (var harness = harness(new Lazy(), settings).open()) {
      harness.record("a");
      assertThatThrownBy(() -> harness.clock(1)).hasMessageContaining("without a result");
    }
  }

  @Test
  void asksAgainAfterLongerAndLongerDelays() throws Exception {
    AsyncRetry retry =
        AsyncRetry.exponentialBackoff(4, Duration.ofMillis(100), 2, Duration.ofMillis(300));
    try (var harness = harness(AsyncSettings.inOrder().withRetry(retry)).open()) {
      harness.record("a");
      for (long atMs : new long[] {100, 300, 600}) {
        asked("a").fail(new IOException("busy"));
        harness.actions().clock(atMs - 1);
        assertThat(ASKED.get("a")).isEmpty();
        harness.clock(atMs);
      }
      asked("a").fail(new IOException("still busy"));

      assertThatThrownBy(harness::actions).hasMessage("still busy");
      assertThat(CALLS).hasSize(4);
      assertThat(harness.counter("async-retries")).isEqualTo(3);
    }
  }

  @Test
  void asksAgainOnlyWhatThePredicatesName() throws Exception {
    AsyncRetry retry =
        AsyncRetry.fixedDelay(2, Duration.ofMillis(10))
            .onFailure(failure -> failure instanceof IOException)
            .onResult(results -> results.contains("not yet"));
    try (var harness = harness(AsyncSettings.inOrder().withRetry(retry)).open()) {
      harness.record("a").record("b").record("c");
      asked("a").complete("not yet");
      asked("b").complete("B");
      harness.actions().clock(10);
      asked("a").complete("not yet");
      assertThat(harness.actions().values()).as("the last attempt").containsExactly("not yet", "B");

      asked("c").fail(new IllegalArgumentException("never"));
      assertThatThrownBy(harness::actions).hasMessage("never");
    }
  }

  @Test
  void letsTheTimeoutCutRetriesShort() throws Exception {
    AsyncSettings settings =
        AsyncSettings.inOrder()
            .withTimeout(Duration.ofMillis(50))
            .withRetry(AsyncRetry.fixedDelay(100, Duration.ofMillis(40)));
    try (var harness = harness(new WithDefault(), settings).open()) {
      harness.record("a");
      asked("a").fail(new IOException("busy"));
      harness.actions().clock(45);
      asked("a").fail(new IOException("busy"));
      harness.actions().clock(200);

      assertThat(harness.values()).containsExactly("no a");
      assertThat(CALLS).hasSize(2);
    }
  }

  @Test
  void waitsWithTheEndUntilAllResultsAreThere() throws Exception {
    try (var harness = harness(AsyncSettings.unordered()).open()) {
      harness.record("a").endOfInput();
      assertThat(harness.isEndPending()).isTrue();
      assertThat(harness.watermarks()).isEmpty();

      asked("a").complete("A");
      harness.actions();

      assertThat(harness.isEndPending()).isFalse();
      assertThat(harness.values()).containsExactly("A");
      assertThat(harness.watermarks()).containsExactly(Long.MAX_VALUE);
    }
  }

  @Test
  void asksAgainBehindARestoreForWhatWasUnderWayInTheSameOrder() throws Exception {
    OperatorSnapshot snapshot;
    try (var harness = harness(AsyncSettings.inOrder().withCapacity(2)).open()) {
      harness.record("a", 1).record("b", 2).watermark(2).record("c", 3);
      asked("b").complete("B");
      snapshot = harness.actions().snapshot(1);
    }
    CALLS.clear();
    ASKED.clear();
    try (var harness =
        harness(AsyncSettings.inOrder().withCapacity(2)).restoredFrom(snapshot).open()) {
      assertThat(CALLS).containsExactly("a", "b");
      harness.record("d", 4);
      for (String each : List.of("b", "a", "c", "d")) {
        asked(each).complete(each.toUpperCase());
        harness.actions();
      }

      assertThat(harness.output())
          .containsExactly(
              new Emitted("A", 1), new Emitted("B", 2), new Emitted("C", 3), new Emitted("D", 4));
      assertThat(harness.snapshot(2)).isNotNull();
    }
  }

  @Test
  void dealsRequestsUnderWayOutByKeyAtAnotherParallelism() throws Exception {
    List<OperatorSnapshot> old = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var harness = keyedSubtask(subtask, 2).open()) {
        for (String value : List.of("k1", "k2", "k3", "k4", "k1'", "k2'", "k3'", "k4'")) {
          if (OperatorHarness.subtaskOf(value.substring(0, 2), 2) == subtask) {
            harness.record(value);
          }
        }
        old.add(harness.snapshot(1));
      }
    }
    List<String> all = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      CALLS.clear();
      try (var harness = keyedSubtask(subtask, 3).restoredFrom(old).open()) {
        for (String value : CALLS) {
          assertThat(OperatorHarness.subtaskOf(value.substring(0, 2), 3)).isEqualTo(subtask);
        }
        all.addAll(CALLS);
      }
    }
    assertThat(all).hasSize(8);
    for (String key : List.of("k1", "k2", "k3", "k4")) {
      assertThat(all).containsSubsequence(key, key + "'");
    }
  }

  private static OperatorHarness keyedSubtask(int index, int parallelism) {
    return harness(AsyncSettings.inOrder())
        .keyedBy((String value) -> value.substring(0, 2))
        .subtask(index, parallelism);
  }

  @Test
  void keepsRequestsWithoutAKeyTogetherAtAnotherParallelism() throws Exception {
    List<OperatorSnapshot> old = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      try (var harness = harness(AsyncSettings.inOrder()).subtask(subtask, 3).open()) {
        old.add(harness.record("a" + subtask).record("b" + subtask).snapshot(1));
      }
    }
    CALLS.clear();
    try (var harness = harness(AsyncSettings.inOrder()).subtask(0, 2).restoredFrom(old).open()) {
      assertThat(CALLS).containsExactly("a0", "b0", "a2", "b2");
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> operator(AsyncSettings.inOrder().withCapacity(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("operator 'prices': capacity 0");
    assertThatThrownBy(() -> operator(AsyncSettings.inOrder().withTimeout(Duration.ofMillis(-1))))
        .hasMessageContaining("operator 'prices': timeout -1 ms");
    assertThatThrownBy(() -> AsyncRetry.fixedDelay(0, Duration.ZERO))
        .hasMessageContaining("0 attempts");
    assertThatThrownBy(() -> AsyncRetry.fixedDelay(2, Duration.ofMillis(-1)))
        .hasMessageContaining("-1 ms is negative");
    assertThatThrownBy(
            () -> AsyncRetry.exponentialBackoff(2, Duration.ZERO, 0.5, Duration.ofMillis(1)))
        .hasMessageContaining("grow by 0.5");
  }

  private static LogicalOperator operator(AsyncSettings settings) {
    return new LogicalOperator(
        0,
        null,
        "prices",
        new BuiltIn.Async((AsyncFunction<String, String>) AsyncOperatorTest::ask, settings),
        1,
        1,
        List.of(),
        LogicalOperator.Chaining.ALWAYS);
  }

  @Test
  void hasNoKeyedState() {
    assertThatThrownBy(
            () ->
                harness(new Lazy().stateful(), AsyncSettings.inOrder())
                    .keyedBy((String v) -> v)
                    .open())
        .hasMessageContaining("no keyed state (last)");
  }
}
