package io.landfall.it.benchmarks.landfall;

import io.landfall.api.DataStream;
import io.landfall.api.KeyedStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.Collector;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.function.SinkFunction;
import io.landfall.api.state.LongState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.AlignedWindows;
import io.landfall.api.window.SlidingWindows;
import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.WindowFunction;
import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Failure;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.Profile;
import io.landfall.it.benchmarks.workload.Profiles;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.WindowSum;
import io.landfall.it.benchmarks.workload.Words;
import io.landfall.it.benchmarks.workload.Work;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The work as Landfall's users write it. */
final class Jobs {

  /** {@link KafkaJob} does W5. */
  static final Set<Work> DOES =
      EnumSet.of(Work.W1, Work.W2, Work.W2S, Work.W3, Work.W4, Work.W5, Work.W7, Work.W8, Work.W9);

  private Jobs() {}

  /** Declares the job of {@code spec}; its last operator adds to a {@link SinkMeter}. */
  static void declare(RunSpec spec, StreamEnvironment env) {
    switch (spec.work()) {
      case W1, W9 -> wordCount(spec, env);
      case W2 -> sumWindows(spec, env, TumblingWindows.eventTime(Duration.ofSeconds(1)));
      case W2S ->
          sumWindows(
              spec, env, SlidingWindows.eventTime(Duration.ofSeconds(10), Duration.ofMillis(100)));
      case W3 -> latency(spec, env);
      case W4 -> shuffles(spec, env);
      case W7, W8 -> profiles(spec, env);
      default -> throw new IllegalArgumentException("no job for " + spec.work());
    }
  }

  private static void wordCount(RunSpec spec, StreamEnvironment env) {
    KeyedStream<String, String> words =
        env.from(new IndexSource<>(spec, (index, dueNs) -> Words.sentence(index)))
            .<String>flatMap(Jobs::split)
            .keyBy(word -> word);
    words
        .process(new CountWords())
        .sink(new Metered<WordCount>((sink, c) -> sink.add(Mix.of(c.word.hashCode(), c.count))));
  }

  private static void split(String sentence, Collector<String> out) {
    int from = 0;
    for (int space; (space = sentence.indexOf(' ', from)) >= 0; from = space + 1) {
      out.collect(sentence.substring(from, space));
    }
    out.collect(sentence.substring(from));
  }

  private static void sumWindows(RunSpec spec, StreamEnvironment env, AlignedWindows windows) {
    env.from(new IndexSource<>(spec, (index, dueNs) -> Events.windowed(index)))
        .watermarks(
            WatermarkStrategy.<Event>boundedOutOfOrderness(Duration.ofMillis(Events.DISORDER_MS))
                .withTimestamps((event, given) -> event.time))
        .keyBy(event -> event.key)
        .window(windows)
        .aggregate(
            new SumAndCount(),
            (WindowFunction<Sums, WindowSum, Long, TimeWindow>)
                (key, window, sums) -> new WindowSum(key, window.startMs(), sums.sum, sums.count))
        .sink(new Metered<WindowSum>((sink, sum) -> sink.add(sum.part(), sum.count)));
  }

  private static void latency(RunSpec spec, StreamEnvironment env) {
    env.from(new IndexSource<>(spec, Events::timed))
        .keyBy(event -> event.key)
        .process(new CountEvents())
        .sink(new Metered<Event>((sink, event) -> sink.addTimed(event.value, event.time)));
  }

  private static void shuffles(RunSpec spec, StreamEnvironment env) {
    DataStream<Event> events =
        env.from(new IndexSource<>(spec, (index, dueNs) -> Events.shared(index)));
    events
        .rebalance()
        .map(Events::next)
        .rebalance()
        .map(Events::next)
        .rebalance()
        .sink(new Metered<Event>((sink, event) -> sink.add(Mix.of(event.key, event.value))));
  }

  private static void profiles(RunSpec spec, StreamEnvironment env) {
    Profiles profiles = Profiles.of(spec);
    env.from(new IndexSource<>(spec, (index, dueNs) -> profiles.at(index)))
        .keyBy(event -> event.key)
        .process(new UpdateProfile(spec.number("failAt", Long.MAX_VALUE)))
        .sink(new Metered<>(SinkMeter::addWatched));
  }

  /** A word with how often it has come. */
  record WordCount(String word, long count) {}

  /** Keeps how often each word has come. */
  private static final class CountWords implements ProcessFunction<String, WordCount> {
    private static final long serialVersionUID = 1L;
    private transient LongState count;

    @Override
    public void open(RuntimeContext context) {
      count = context.longState("count");
    }

    @Override
    public void process(String word, Context context, Collector<WordCount> out) {
      out.collect(new WordCount(word, count.add(1)));
    }
  }

  /** Keeps how often each key has come, and hands the event on. */
  private static final class CountEvents implements ProcessFunction<Event, Event> {
    private static final long serialVersionUID = 1L;
    private transient LongState count;

    @Override
    public void open(RuntimeContext context) {
      count = context.longState("count");
    }

    @Override
    public void process(Event event, Context context, Collector<Event> out) {
      count.add(1);
      out.collect(event);
    }
  }

  /** Keeps a profile for each key. */
  private static final class UpdateProfile implements ProcessFunction<Event, Long> {
    private static final long serialVersionUID = 1L;
    private final long failAt;
    private transient ValueState<Profile> profile;

    UpdateProfile(long failAt) {
      this.failAt = failAt;
    }

    @Override
    public void open(RuntimeContext context) {
      profile =
          context.valueState(
              StateDescriptor.<Profile>of("profile").withSerializer(new ProfileSerializer()));
    }

    @Override
    public void process(Event event, Context context, Collector<Long> out) {
      Failure.onceAt(event.value, failAt);
      Profile next = Profile.after(profile.value(), event);
      profile.update(next);
      out.collect(Mix.of(event.key, next.count));
    }
  }

  /** Ends a stream in a meter of its own for each subtask. */
  private static final class Metered<T> implements SinkFunction<T> {
    private static final long serialVersionUID = 1L;

    /** Adds one result. */
    interface Adder<T> extends java.io.Serializable {
      void add(SinkMeter sink, T result);
    }

    private final Adder<T> adder;
    private transient SinkMeter meter;

    Metered(Adder<T> adder) {
      this.adder = adder;
    }

    @Override
    public void open(RuntimeContext context) {
      meter = Stopwatch.newSink();
    }

    @Override
    public void invoke(T result) {
      adder.add(meter, result);
    }
  }
}
