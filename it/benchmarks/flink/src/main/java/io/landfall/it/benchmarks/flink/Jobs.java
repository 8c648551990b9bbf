package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.Profiles;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.WindowSum;
import io.landfall.it.benchmarks.workload.Words;
import io.landfall.it.benchmarks.workload.Work;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** The works as a user of the DataStream API would write them. */
final class Jobs {

  /** In W2S. */
  static final int WINDOWS_PER_EVENT = 100;

  private static final TypeInformation<Event> EVENT = Types.POJO(Event.class);
  private static final TypeInformation<Tuple2<Long, Long>> KEY_COUNT =
      Types.TUPLE(Types.LONG, Types.LONG);

  private Jobs() {}

  /** Declares the work's job. */
  static void declare(RunSpec spec, StreamExecutionEnvironment environment) {
    switch (spec.work()) {
      case W1, W9 -> wordCount(spec, environment);
      case W2 -> windows(spec, environment, TumblingEventTimeWindows.of(Duration.ofSeconds(1)));
      case W2S ->
          windows(
              spec,
              environment,
              SlidingEventTimeWindows.of(Duration.ofSeconds(10), Duration.ofMillis(100)));
      case W3 -> passThrough(spec, environment);
      case W4 -> shuffles(spec, environment);
      case W7, W8 -> profiles(spec, environment);
      default -> throw new IllegalArgumentException(spec.work() + " is not done on Flink");
    }
  }

  private static void wordCount(RunSpec spec, StreamExecutionEnvironment environment) {
    input(spec, environment, (index, dueNs) -> Words.sentence(index), Types.STRING)
        .flatMap(new Splitter())
        .returns(Types.STRING)
        .keyBy(word -> word, Types.STRING)
        .process(new Counter<>())
        .returns(Types.TUPLE(Types.STRING, Types.LONG))
        .sinkTo(new MeterSink<>((meter, word) -> meter.add(Mix.of(word.f0.hashCode(), word.f1))));
  }

  private static void windows(
      RunSpec spec,
      StreamExecutionEnvironment environment,
      WindowAssigner<Object, TimeWindow> assigner) {
    WatermarkStrategy<Event> watermarks =
        WatermarkStrategy.<Event>forBoundedOutOfOrderness(Duration.ofMillis(Events.DISORDER_MS))
            .withTimestampAssigner((event, timestamp) -> event.time);
    TypeInformation<WindowSum> sum = Types.POJO(WindowSum.class);
    keyed(
            environment.fromSource(
                new InputSource<>(spec, (index, dueNs) -> Events.windowed(index)),
                watermarks,
                "input",
                EVENT))
        .window(assigner)
        .aggregate(new Sum(), new SumResult(), sum, sum)
        .sinkTo(new MeterSink<>((meter, result) -> meter.add(result.part(), result.count)));
  }

  private static void passThrough(RunSpec spec, StreamExecutionEnvironment environment) {
    keyed(input(spec, environment, Events::timed, EVENT))
        .process(new CountingPass())
        .returns(EVENT)
        .sinkTo(new MeterSink<>((meter, event) -> meter.addTimed(event.value, event.time)));
  }

  private static void shuffles(RunSpec spec, StreamExecutionEnvironment environment) {
    input(spec, environment, (index, dueNs) -> Events.shared(index), EVENT)
        .rebalance()
        .map(Events::next)
        .returns(EVENT)
        .rebalance()
        .map(Events::next)
        .returns(EVENT)
        .rebalance()
        .sinkTo(new MeterSink<>((meter, event) -> meter.add(Mix.of(event.key, event.value))));
  }

  private static void profiles(RunSpec spec, StreamExecutionEnvironment environment) {
    Profiles profiles = Profiles.of(spec);
    long keys = profiles.keys();
    long hotKeys = profiles.hotKeys();
    boolean fails = spec.work() == Work.W8;
    long failAt = fails ? spec.number("failAt", spec.records() / 2) : Long.MAX_VALUE;
    MeterSink.Measure<Tuple2<Long, Long>> measure =
        fails
            ? (meter, count) -> meter.add(Mix.of(count.f0, count.f1))
            : (meter, count) -> meter.addWatched(Mix.of(count.f0, count.f1));
    keyed(input(spec, environment, (index, dueNs) -> new Profiles(keys, hotKeys).at(index), EVENT))
        .process(new ProfileUpdater(failAt))
        .returns(KEY_COUNT)
        .sinkTo(new MeterSink<>(measure));
  }

  private static <T> DataStream<T> input(
      RunSpec spec,
      StreamExecutionEnvironment environment,
      InputSource.Maker<T> maker,
      TypeInformation<T> type) {
    return environment.fromSource(
        new InputSource<>(spec, maker), WatermarkStrategy.noWatermarks(), "input", type);
  }

  private static KeyedStream<Event, Long> keyed(DataStream<Event> events) {
    return events.keyBy(event -> event.key, Types.LONG);
  }
}
