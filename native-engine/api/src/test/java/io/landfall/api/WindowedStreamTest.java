package io.landfall.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.function.OutputTag;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.window.Aggregates;
import io.landfall.api.window.ContinuousEventTimeTrigger;
import io.landfall.api.window.CountEvictor;
import io.landfall.api.window.CountTrigger;
import io.landfall.api.window.CumulatingWindows;
import io.landfall.api.window.DeltaEvictor;
import io.landfall.api.window.DeltaTrigger;
import io.landfall.api.window.EventTimeTrigger;
import io.landfall.api.window.GlobalWindows;
import io.landfall.api.window.PurgingTrigger;
import io.landfall.api.window.SessionWindows;
import io.landfall.api.window.SlidingWindows;
import io.landfall.api.window.TimeEvictor;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowedStreamTest {

  private static final OutputTag<Order> LATE = new OutputTag<>("late");

  record Order(String customer, long cents, long gapMs) {}

  record Total(String customer, long startMs, long cents) {}

  private final StreamEnvironment env = StreamEnvironment.create("job");
  private final KeyedStream<Order, String> orders =
      env.fromElements(new Order("ann", 10, 5)).keyBy(Order::customer);

  /** It is enough that this compiles. */
  @Test
  void needsNoTypeHints() {
    orders
        .window(TumblingWindows.eventTime(Duration.ofHours(1)))
        .aggregate(
            Aggregates.sumLong(order -> order.cents()),
            (customer, window, cents) -> new Total(customer, window.startMs(), cents))
        .map(total -> total.customer());
    orders
        .window(SessionWindows.eventTimeWithDynamicGap(order -> order.gapMs()))
        .reduce(
            (a, b) -> new Order(a.customer(), a.cents() + b.cents(), 0),
            (customer, window, order) -> order.cents())
        .filter(cents -> cents > 5);
    orders
        .countWindow(3)
        .apply((customer, window, all) -> all.iterator().next().cents())
        .map(cents -> cents + 1);
    orders
        .window(GlobalWindows.create())
        .trigger(PurgingTrigger.of(DeltaTrigger.of(5, (a, b) -> b.cents() - a.cents())))
        .evictor(DeltaEvictor.of(5, (a, b) -> b.cents() - a.cents()))
        .maxBy(order -> order.cents())
        .map(order -> order.customer());
    orders
        .windowAll(TumblingWindows.eventTime(Duration.ofHours(1)))
        .aggregate(Aggregates.count(), (window, count) -> window.startMs() + count)
        .map(sum -> sum + 1);
    OperatorStream<Long> each =
        orders
            .window(TumblingWindows.processingTime(Duration.ofHours(1)))
            .process(
                (customer, context, all, out) ->
                    all.forEach(order -> out.collect(order.cents() + context.watermarkMs())));
    each.map(cents -> cents + 1);

    assertThat(env.graph().operators()).hasSizeGreaterThan(7);
  }

  @Test
  void putsAllChoicesIntoTheGraph() {
    TumblingWindows assigner =
        TumblingWindows.eventTime(Duration.ofHours(24)).withOffset(Duration.ofHours(-8));
    CountTrigger trigger = CountTrigger.of(7);
    CountEvictor evictor = CountEvictor.of(9);
    var late =
        orders
            .window(assigner)
            .trigger(trigger)
            .evictor(evictor)
            .allowedLateness(Duration.ofSeconds(1))
            .sideOutputLateData(LATE)
            .count()
            .sideOutput(LATE);
    late.print();

    BuiltIn.Window window = (BuiltIn.Window) env.graph().operator(1).spec();
    assertThat(window.assigner()).isEqualTo(assigner);
    assertThat(assigner.sizeMs()).isEqualTo(86_400_000);
    assertThat(assigner.offsetMs()).isEqualTo(-28_800_000);
    assertThat(window.effectiveTrigger()).isSameAs(trigger);
    assertThat(window.evictor()).isSameAs(evictor);
    assertThat(window.allowedLatenessMs()).isEqualTo(1_000);
    assertThat(window.lateOutput()).isEqualTo(LATE);
    assertThat(window.computation()).isInstanceOf(WindowComputation.Aggregate.class);
    assertThat(env.graph().operator(1).isKeyed()).isTrue();
    assertThat(env.graph().outputsOf(1).get(0).output()).isEqualTo("late");
  }

  @Test
  void takesTheAssignersTriggerIfNoneIsChosen() {
    orders.window(TumblingWindows.eventTime(Duration.ofHours(1))).count();

    BuiltIn.Window window = (BuiltIn.Window) env.graph().operator(1).spec();
    assertThat(window.trigger()).isNull();
    assertThat(window.effectiveTrigger()).isInstanceOf(EventTimeTrigger.class);
  }

  @Test
  void computesWindowsOverAllInOneSubtask() {
    env.parallelism(4);
    orders.windowAll(GlobalWindows.create()).count().name("all");

    assertThat(env.graph().operator(1).parallelism()).isEqualTo(1);
    assertThat(env.graph().inputsOf(1).get(0).partitioning()).isEqualTo(new Partitioning.Global());
  }

  @Test
  void refusesSeveralSubtasksForWindowsOverAll() {
    assertThatThrownBy(() -> orders.countWindowAll(3).count().name("all").parallelism(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "operator 'all': parallelism 2 is not possible, because windows over all records are"
                + " computed by one subtask; key the stream to spread them");
  }

  static Object[][] mistakenAssigners() {
    Duration second = Duration.ofSeconds(1);
    Duration negative = Duration.ofSeconds(-1);
    return new Object[][] {
      {TumblingWindows.eventTime(negative), "size -1000 ms is not positive"},
      {TumblingWindows.processingTime(Duration.ZERO), "size 0 ms is not positive"},
      {TumblingWindows.eventTime(Duration.ofNanos(999_999)), "size 0 ms is not positive"},
      {
        TumblingWindows.eventTime(second).withOffset(second),
        "offset 1000 ms is not shorter than the size 1000 ms"
      },
      {
        TumblingWindows.eventTime(second).withOffset(negative),
        "offset -1000 ms is not shorter than the size 1000 ms"
      },
      {SlidingWindows.eventTime(negative, second), "size -1000 ms is not positive"},
      {SlidingWindows.eventTime(second, Duration.ZERO), "slide 0 ms is not positive"},
      {
        SlidingWindows.eventTime(second, second.multipliedBy(2)),
        "slide 2000 ms is longer than the size 1000 ms"
      },
      {
        SlidingWindows.eventTime(second.multipliedBy(2), second).withOffset(second),
        "offset 1000 ms is not shorter than the slide 1000 ms"
      },
      {CumulatingWindows.eventTime(second, negative), "step -1000 ms is not positive"},
      {
        CumulatingWindows.eventTime(second, Duration.ofMillis(300)),
        "size 1000 ms is not a whole number of steps of 300 ms"
      },
      {
        CumulatingWindows.eventTime(second, Duration.ofMillis(500)).withOffset(second),
        "offset 1000 ms is not shorter than the size 1000 ms"
      },
      {SessionWindows.eventTime(negative), "gap -1000 ms is not positive"},
    };
  }

  @ParameterizedTest
  @MethodSource("mistakenAssigners")
  void refusesWindowsThatMakeNoSenseAndNamesTheOperator(
      WindowAssigner<Object, ?> assigner, String mistake) {
    orders.window(assigner).count().name("totals");

    assertThatThrownBy(env::graph)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("operator 'totals': ")
        .hasMessageContaining(mistake);
  }

  static Object[][] mistakenTriggers() {
    return new Object[][] {
      {CountTrigger.of(0), "count trigger: number of records 0 is not positive"},
      {PurgingTrigger.of(CountTrigger.of(-1)), "number of records -1 is not positive"},
      {ContinuousEventTimeTrigger.of(Duration.ZERO), "interval 0 ms is not positive"},
      {DeltaTrigger.of(Double.NaN, (a, b) -> 0), "the threshold is not a number"},
    };
  }

  @ParameterizedTest
  @MethodSource("mistakenTriggers")
  void refusesTriggersThatMakeNoSense(Trigger<?, ?> trigger, String mistake) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Trigger<Object, io.landfall.api.window.Window> any = (Trigger) trigger;
    orders.window(GlobalWindows.create()).trigger(any).count().name("totals");

    assertThatThrownBy(env::graph)
        .hasMessageStartingWith("operator 'totals': ")
        .hasMessageContaining(mistake);
  }

  @Test
  void refusesEvictorsAndLatenessThatMakeNoSense() {
    var windows = orders.window(TumblingWindows.eventTime(Duration.ofHours(1)));
    windows.evictor(TimeEvictor.of(Duration.ZERO)).count().name("totals");
    assertThatThrownBy(env::graph)
        .hasMessage(
            "operator 'totals': time evictor: time 0 ms is not positive; give 1 ms or more");

    StreamEnvironment other = StreamEnvironment.create("other");
    other
        .fromElements(1)
        .keyBy(n -> n)
        .window(TumblingWindows.eventTime(Duration.ofHours(1)))
        .allowedLateness(Duration.ofSeconds(-1))
        .count();
    assertThatThrownBy(other::graph)
        .hasMessage("operator 'window': allowed lateness -1000 ms is negative; give 0 or more");
  }

  @Test
  void refusesSessionsWithATriggerThatCannotMerge() {
    orders
        .window(SessionWindows.eventTime(Duration.ofSeconds(1)))
        .trigger(DeltaTrigger.of(1, (a, b) -> b.cents() - a.cents()))
        .count()
        .name("totals");

    assertThatThrownBy(env::graph)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("operator 'totals': SessionWindows merge windows, which trigger")
        .hasMessageContaining("DeltaTrigger cannot");
  }

  @Test
  void takesSmallestAndLargestDurations() {
    orders.window(TumblingWindows.eventTime(Duration.ofSeconds(Long.MAX_VALUE))).count();
    orders.window(TumblingWindows.eventTime(Duration.ofSeconds(Long.MIN_VALUE))).count();

    assertThatThrownBy(env::graph).hasMessageContaining("is not positive");
  }
}
