package io.landfall.it.benchmarks.jet;

import static com.hazelcast.function.Functions.wholeItem;

import com.hazelcast.jet.accumulator.LongAccumulator;
import com.hazelcast.jet.datamodel.KeyedWindowResult;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SlidingWindowDefinition;
import com.hazelcast.jet.pipeline.StreamStage;
import com.hazelcast.jet.pipeline.WindowDefinition;
import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Failure;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.Profiles;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.WindowSum;
import io.landfall.it.benchmarks.workload.Words;

/** Which pipeline does which work; {@link KafkaPipeline} does W5. */
final class Pipelines {

  private static final SlidingWindowDefinition TUMBLING = WindowDefinition.tumbling(1_000);
  private static final SlidingWindowDefinition SLIDING = WindowDefinition.sliding(10_000, 100);

  private final RunSpec spec;
  private final int parallelism;
  private final Pipeline pipeline = Pipeline.create();

  private Pipelines(RunSpec spec) {
    this.spec = spec;
    parallelism = spec.parallelism();
  }

  /**
   * @throws IllegalArgumentException for a work that is not done so
   */
  static Pipeline of(RunSpec spec) {
    Pipelines pipelines = new Pipelines(spec);
    switch (spec.work()) {
      case W1, W9 -> pipelines.countWords();
      case W2 -> pipelines.sumWindows(TUMBLING);
      case W2S -> pipelines.sumWindows(SLIDING);
      case W3 -> pipelines.passThroughByKey();
      case W4 -> pipelines.shuffle();
      case W7 -> pipelines.keepProfiles();
      case W8 -> pipelines.keepProfilesAndFail();
      default -> throw new IllegalArgumentException("no pipeline for " + spec.work());
    }
    return pipelines.pipeline;
  }

  private <T> Sink<T> sink(MeterSink.Adding<T> adding) {
    return MeterSink.of(parallelism, adding);
  }

  private <T> StreamStage<T> source(IndexSource.Items<T> items) {
    return pipeline.readFrom(IndexSource.of(spec, items)).withoutTimestamps();
  }

  private void countWords() {
    source((index, n, pacer) -> Words.sentence(index))
        .flatMap(Sentence::new)
        .setLocalParallelism(parallelism)
        .groupingKey(wholeItem())
        .mapStateful(LongAccumulator::new, Pipelines::countWord)
        .setLocalParallelism(parallelism)
        .writeTo(sink((sink, word) -> sink.add(Mix.of(word.key().hashCode(), word.count()))));
  }

  private static KeyCount<String> countWord(LongAccumulator count, String key, String word) {
    return new KeyCount<>(word, count.add(1).get());
  }

  private void sumWindows(SlidingWindowDefinition window) {
    long records = spec.records();
    pipeline
        .readFrom(EventTimeSource.of(spec))
        .withNativeTimestamps(Events.DISORDER_MS)
        .groupingKey(event -> event.key)
        .window(window)
        .aggregate(WindowState.operation())
        .setLocalParallelism(parallelism)
        .writeTo(sink((sink, result) -> addWindow(sink, result, records)));
  }

  private static void addWindow(
      SinkMeter sink, KeyedWindowResult<Long, WindowState> result, long records) {
    if (!Events.isFlush(result.start(), records)) {
      WindowState state = result.result();
      WindowSum sum = new WindowSum(result.key(), result.start(), state.sum(), state.count());
      sink.add(sum.part(), sum.count);
    }
  }

  private void passThroughByKey() {
    source((index, n, pacer) -> Events.timed(index, pacer.dueNs(n)))
        .groupingKey(event -> event.key)
        .mapStateful(LongAccumulator::new, Pipelines::countEvent)
        .setLocalParallelism(parallelism)
        .writeTo(sink((sink, event) -> sink.addTimed(event.value, event.time)));
  }

  private static Event countEvent(LongAccumulator count, long key, Event event) {
    count.add(1);
    return event;
  }

  private void shuffle() {
    source((index, n, pacer) -> Events.shared(index))
        .rebalance()
        .map(Events::next)
        .setLocalParallelism(parallelism)
        .rebalance()
        .map(Events::next)
        .setLocalParallelism(parallelism)
        .rebalance()
        .writeTo(sink((sink, event) -> sink.add(Mix.of(event.key, event.value))));
  }

  private StreamStage<Event> profileEvents() {
    Profiles profiles = Profiles.of(spec);
    long keys = profiles.keys();
    long hotKeys = profiles.hotKeys();
    return source((index, n, pacer) -> new Profiles(keys, hotKeys).at(index));
  }

  private void keepProfiles() {
    profileEvents()
        .groupingKey(event -> event.key)
        .mapStateful(ProfileState::new, (state, key, event) -> state.update(event))
        .setLocalParallelism(parallelism)
        .writeTo(sink((sink, next) -> sink.addWatched(Mix.of(next.key(), next.count()))));
  }

  private void keepProfilesAndFail() {
    long failAt = spec.number("failAt", spec.records() / 2);
    profileEvents()
        .groupingKey(event -> event.key)
        .mapStateful(
            ProfileState::new,
            (state, key, event) -> {
              Failure.onceAt(event.value, failAt);
              return state.update(event);
            })
        .setLocalParallelism(parallelism)
        .writeTo(sink((sink, next) -> sink.add(Mix.of(next.key(), next.count()))));
  }
}
