package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.workload.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which systems there are and what each of them does. Immutable.
 *
 * @param entries in the order in which they run and are shown
 */
record Catalogue(List<Entry> entries) {

  static final String LANDFALL = "landfall";
  static final String LANDFALL_STORM = "landfall-storm-exactly-once";
  static final String LANDFALL_STORM_AT_LEAST_ONCE = "landfall-storm-at-least-once";
  static final String LANDFALL_STORM_NO_ACKS = "landfall-storm-no-acks";
  static final String LANDFALL_STORM_4 = "landfall-storm-4-executors";
  static final String LANDFALL_STORM_200 = "landfall-storm-200-executors";
  static final String LOOP = "loop-1";
  static final String LOOP_MESH = "loop-mesh";
  static final String FLINK = "flink";
  static final String FLINK_0 = "flink-0ms";
  static final String FLINK_1 = "flink-1ms";
  static final String FLINK_100 = "flink-100ms";
  static final String JET = "jet";
  static final String STORM_ACKS = "storm-acks";
  static final String STORM_NO_ACKS = "storm-no-acks";
  static final String KAFKA_STREAMS = "kafka-streams";

  private static final Launch LOOP_MAIN = new ModuleLaunch("loop", "loop.Loop");
  private static final Launch LANDFALL_MAIN = new ModuleLaunch("landfall", "landfall.LandfallWork");
  private static final Launch FLINK_MAIN = new ModuleLaunch("flink", "flink.FlinkBenchmark");
  private static final Launch JET_MAIN = new ModuleLaunch("jet", "jet.JetMain");
  private static final Launch STORM_MAIN = new ModuleLaunch("storm", "storm.StormMain");
  private static final Launch KAFKA_STREAMS_MAIN =
      new ModuleLaunch("kafka-streams", "kafkastreams.KafkaStreamsBenchmark");

  static final Launch BROKER_MAIN = new BrokerLaunch();

  static Catalogue standard() {
    Variant landfall =
        variant(
            "landfall", LANDFALL, LANDFALL_MAIN, "Landfall's own API, exactly-once, heap state");
    Variant loop =
        variant(
            "loop",
            LOOP,
            LOOP_MAIN,
            "the work written by hand for one thread: no engine, no guarantee",
            "threads=1");
    Variant mesh =
        variant(
            "loop", LOOP_MESH, LOOP_MAIN, "written by hand for 2 x 2 threads with rings between");
    Variant flink =
        variant("flink", FLINK, FLINK_MAIN, "Apache Flink in one JVM, exactly-once, heap state");
    Variant jet = variant("jet", JET, JET_MAIN, "Hazelcast Jet in one JVM, exactly-once");
    Variant stormAcks =
        variant(
            "storm",
            STORM_ACKS,
            STORM_MAIN,
            "Apache Storm's LocalCluster, each tuple acked: at least once",
            "acks=true");
    Variant stormNoAcks =
        variant(
            "storm",
            STORM_NO_ACKS,
            STORM_MAIN,
            "Apache Storm's LocalCluster, nothing acked: at most once",
            "acks=false");
    Variant kafkaStreams =
        new Variant(
            "kafka-streams",
            KAFKA_STREAMS,
            KAFKA_STREAMS_MAIN,
            List.of(),
            true,
            "Kafka Streams with a broker in a process of its own, exactly-once");
    List<Entry> entries = new ArrayList<>();

    add(entries, Work.W1, landfall, 120_000_000);
    add(entries, Work.W1, loop, 120_000_000);
    add(entries, Work.W1, mesh, 150_000_000);
    add(entries, Work.W1, flink, 60_000_000);
    add(entries, Work.W1, jet, 36_000_000);
    add(entries, Work.W1, stormAcks, 6_000_000);
    add(entries, Work.W1, stormNoAcks, 15_000_000);
    add(entries, Work.W1, kafkaStreams, 1_000_000);

    add(entries, Work.W2, landfall, 100_000_000);
    add(entries, Work.W2, loop, 70_000_000);
    add(entries, Work.W2, mesh, 100_000_000);
    add(entries, Work.W2, flink, 18_000_000);
    add(entries, Work.W2, jet, 36_000_000);
    add(entries, Work.W2, stormAcks, 8_000_000);
    add(entries, Work.W2, stormNoAcks, 16_000_000);

    add(entries, Work.W2S, landfall, 50_000_000);
    add(entries, Work.W2S, flink, 100_000);
    // Ten seconds of event time before all windows are full; Flink never gets there.
    add(entries, Work.W2S, jet, 30_000_000);

    long twentySeconds = 2_000_000;
    add(entries, Work.W3, landfall, twentySeconds);
    add(entries, Work.W3, loop, twentySeconds);
    add(entries, Work.W3, mesh, twentySeconds);
    add(entries, Work.W3, flinkFlushing(FLINK_0, 0), twentySeconds);
    add(entries, Work.W3, flinkFlushing(FLINK_1, 1), twentySeconds);
    add(entries, Work.W3, flinkFlushing(FLINK_100, 100), twentySeconds);
    add(entries, Work.W3, jet, twentySeconds);
    add(entries, Work.W3, stormAcks, twentySeconds);
    add(entries, Work.W3, stormNoAcks, twentySeconds);

    add(entries, Work.W4, landfall, 360_000_000);
    add(entries, Work.W4, loop, 2_500_000_000L);
    add(entries, Work.W4, mesh, 600_000_000);
    add(entries, Work.W4, flink, 45_000_000);
    add(entries, Work.W4, jet, 75_000_000);
    add(entries, Work.W4, stormAcks, 2_400_000);
    add(entries, Work.W4, stormNoAcks, 15_000_000);
    add(entries, Work.W4, kafkaStreams, 1_300_000);

    // The same for each, so that all read the one topic.
    long inTopic = 16_000_000;
    add(entries, Work.W5, landfall, inTopic);
    add(entries, Work.W5, flink, inTopic);
    add(entries, Work.W5, jet, inTopic);
    add(entries, Work.W5, kafkaStreams, inTopic);

    add(entries, Work.W7, landfall, 100_000_000);
    add(entries, Work.W7, flink, 16_000_000);
    add(entries, Work.W7, jet, 20_000_000);

    // How many there are follows from when they fail.
    add(entries, Work.W8, landfall, 1);
    add(entries, Work.W8, flink, 1);
    add(entries, Work.W8, jet, 1);

    add(entries, Work.W9, landfall, 1_000);
    add(entries, Work.W9, flink, 1_000);
    add(entries, Work.W9, jet, 1_000);
    add(entries, Work.W9, stormAcks, 1_000);

    add(entries, Work.W10, stormJar(LANDFALL_STORM, "", "acks=true"), 40_000_000);
    add(
        entries,
        Work.W10,
        stormJar(LANDFALL_STORM_AT_LEAST_ONCE, "at-least-once", "acks=true"),
        45_000_000);
    // The weaker of the guarantees, as in Storm, where who does not ack wants none.
    add(
        entries,
        Work.W10,
        stormJar(LANDFALL_STORM_NO_ACKS, "at-least-once", "acks=false"),
        60_000_000);
    add(entries, Work.W10, stormJar(LANDFALL_STORM_4, "", "acks=true", "executors=4"), 40_000_000);
    add(
        entries,
        Work.W10,
        stormJar(LANDFALL_STORM_200, "", "acks=true", "executors=200"),
        24_000_000);
    add(entries, Work.W10, stormAcks, 6_000_000);
    add(entries, Work.W10, stormNoAcks, 15_000_000);
    return new Catalogue(List.copyOf(entries));
  }

  private static void add(List<Entry> entries, Work work, Variant variant, long records) {
    entries.add(new Entry(work, variant, records));
  }

  private static Variant variant(
      String system, String name, Launch launch, String description, String... extras) {
    return new Variant(system, name, launch, List.of(extras), false, description);
  }

  private static Variant flinkFlushing(String name, int bufferTimeoutMs) {
    return variant(
        "flink",
        name,
        FLINK_MAIN,
        "flink, buffers sent on after " + bufferTimeoutMs + " ms",
        "bufferTimeout=" + bufferTimeoutMs);
  }

  private static Variant stormJar(String name, String guarantee, String... extras) {
    List<String> options = new ArrayList<>(List.of("--progress", "off"));
    if (!guarantee.isEmpty()) {
      options.addAll(List.of("--guarantee", guarantee));
    }
    String description =
        "the Storm topology by landfall storm jar "
            + String.join(" ", options.subList(2, options.size()))
            + (guarantee.isEmpty() ? "" : " ")
            + "with "
            + String.join(" ", extras);
    return new Variant(
        "landfall-storm",
        name,
        new StormJarLaunch(List.copyOf(options)),
        List.of(extras),
        false,
        description);
  }

  Set<Variant> variants() {
    Set<Variant> variants = new LinkedHashSet<>();
    entries.forEach(entry -> variants.add(entry.variant()));
    return variants;
  }

  /**
   * @param works all if empty
   * @param names of systems or variants; all if empty
   * @throws UserMistake if there is no such system, or none of them does any of the works
   */
  List<Entry> select(Set<Work> works, List<String> names) throws UserMistake {
    for (String name : names) {
      if (variants().stream().noneMatch(variant -> variant.isCalled(name))) {
        throw new UserMistake(
            "there is no system '" + name + "'; there are " + String.join(", ", names()));
      }
    }
    List<Entry> selected =
        entries.stream()
            .filter(entry -> works.isEmpty() || works.contains(entry.work()))
            .filter(entry -> names.isEmpty() || names.stream().anyMatch(entry.variant()::isCalled))
            .toList();
    if (selected.isEmpty()) {
      throw new UserMistake("none of " + names + " does any of " + works + "; see --list");
    }
    return selected;
  }

  Set<String> systems() {
    Set<String> systems = new LinkedHashSet<>();
    variants().forEach(variant -> systems.add(variant.system()));
    return systems;
  }

  /** Systems, and variants that are called otherwise. */
  private Set<String> names() {
    Set<String> names = systems();
    variants().forEach(variant -> names.add(variant.name()));
    return names;
  }
}
