package io.landfall.it.benchmarks.kafkastreams;

import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/** The works as a user of the Streams DSL would write them. */
final class Topologies {

  private Topologies() {}

  /** From {@code input} to meters. */
  static Topology of(RunSpec spec, String input) {
    StreamsBuilder builder = new StreamsBuilder();
    switch (spec.work()) {
      case W1, W9 -> wordCount(builder, input);
      case W3 -> passThrough(builder, input);
      case W4 -> shuffles(builder, input, spec.parallelism());
      default -> throw new IllegalArgumentException(spec.work() + " is not done so");
    }
    return builder.build();
  }

  /** From topic to topic. */
  static Topology keyCount(KafkaWork work) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(work.input(), Consumed.with(Serdes.Long(), Serdes.ByteArray()))
        .groupByKey()
        .count(Materialized.with(Serdes.Long(), Serdes.Long()))
        .toStream()
        .to(work.output(), Produced.with(Serdes.Long(), Serdes.Long()));
    return builder.build();
  }

  private static void wordCount(StreamsBuilder builder, String input) {
    builder.stream(input, Consumed.with(Serdes.Void(), Serdes.String()))
        .flatMapValues(Topologies::split)
        .groupBy((none, word) -> word, Grouped.with(Serdes.String(), Serdes.String()))
        .count(Materialized.with(Serdes.String(), Serdes.Long()))
        .toStream()
        .process(
            () ->
                new MeterSink<String, Long>(
                    (meter, word, count) -> meter.add(Mix.of(word.hashCode(), count))));
  }

  private static List<String> split(String sentence) {
    List<String> words = new ArrayList<>(Words.PER_SENTENCE);
    int from = 0;
    for (int to = sentence.indexOf(' '); to >= 0; to = sentence.indexOf(' ', from)) {
      words.add(sentence.substring(from, to));
      from = to + 1;
    }
    words.add(sentence.substring(from));
    return words;
  }

  private static void passThrough(StreamsBuilder builder, String input) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(CountingPass.STORE), Serdes.Long(), Serdes.Long()));
    builder.stream(input, Consumed.with(Serdes.Long(), new EventSerde()))
        .process(CountingPass::new, CountingPass.STORE)
        .process(
            () ->
                new MeterSink<Long, Event>(
                    (meter, key, event) -> meter.addTimed(event.value, event.time)));
  }

  private static void shuffles(StreamsBuilder builder, String input, int partitions) {
    KStream<Long, Event> events =
        builder.stream(input, Consumed.with(Serdes.Long(), new EventSerde()));
    shuffle(
            shuffle(shuffle(events, partitions).mapValues(Events::next), partitions)
                .mapValues(Events::next),
            partitions)
        .process(
            () ->
                new MeterSink<Long, Event>(
                    (meter, key, event) -> meter.add(Mix.of(event.key, event.value))));
  }

  /** By turns, whatever the key; it is there since records without one would be dropped. */
  private static KStream<Long, Event> shuffle(KStream<Long, Event> events, int partitions) {
    AtomicInteger turn = new AtomicInteger();
    return events.repartition(
        Repartitioned.with(Serdes.Long(), new EventSerde())
            .withNumberOfPartitions(partitions)
            .withStreamPartitioner(
                (topic, key, event, count) ->
                    Optional.of(Set.of(Math.floorMod(turn.getAndIncrement(), count)))));
  }
}
