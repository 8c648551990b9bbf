package io.landfall.storm.conf;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Option;
import io.landfall.api.option.Options;
import java.util.List;
import java.util.Map;

/**
 * Landfall's own keys in a topology's configuration. All start with {@value #PREFIX}; besides those
 * here, every engine option may be set as {@value #PREFIX} and its name.
 */
public final class LandfallConf {

  public static final String PREFIX = "landfall.";

  public static final Option<Boolean> CAPTURE =
      Option.bool(
          "landfall.capture",
          true,
          "Whether fields of plain spouts and bolts are part of checkpoints under exactly-once;"
              + " topology wide, or in one component's configuration.");

  public static final Option<Guarantee> GUARANTEE =
      Option.choice(
          "landfall.guarantee",
          Guarantee.class,
          null,
          "The guarantee of this topology, in place of the one it was started with.");

  public static final Option<NumberTypes> NUMBERS =
      Option.choice(
          "landfall.numbers",
          NumberTypes.class,
          NumberTypes.INTEGER,
          "The boxes of whole numbers in the configuration that components see: integer as in"
              + " Storm 2.7.1 and later, long as before.");

  public static final Option<Integer> SPOUT_MAX_AWAITING =
      Option.integer(
          "landfall.spout.max-awaiting",
          0,
          0,
          Integer.MAX_VALUE,
          "Complete messages of one spout task that may wait for the checkpoint that covers them;"
              + " at more it is not asked for new ones. 0 for what the heap can bear.");

  public static final Option<Boolean> SWAP =
      Option.bool(
          "landfall.swap",
          true,
          "Whether components of known kinds, such as KafkaSpout, are swapped for exact ones under"
              + " exactly-once; topology wide, or in one component's configuration.");

  public static final Option<String> TRANSACTIONAL_DIR =
      Option.text(
          "landfall.transactional.dir",
          null,
          "Folder in which Trident's coordinators and spouts remember their batches; by default"
              + " beside the checkpoints in the state directory, and without one in memory.");

  /** Set by us: which cluster, or launch, a topology belongs to. */
  public static final String CLUSTER_ID = "landfall.cluster.id";

  /**
   * Set by us: the jars of the Kafka connector, with the path separator between. They are loaded
   * apart from the topology, whose own Kafka clients may be older.
   */
  public static final String KAFKA_JARS = "landfall.kafka.jars";

  /**
   * Set by us: somebody will wait until nothing is under way in the topology any more, so it is to
   * be counted.
   */
  public static final String WATCHED = "landfall.watched";

  /** All that are not engine options, in the order in which help prints them. */
  public static final List<Option<?>> ALL =
      List.of(CAPTURE, GUARANTEE, NUMBERS, SPOUT_MAX_AWAITING, SWAP, TRANSACTIONAL_DIR);

  private LandfallConf() {}

  /**
   * The value in {@code conf}, else the default.
   *
   * @throws IllegalArgumentException with one line if it is out of range
   */
  public static <T> T read(Option<T> option, Map<String, Object> conf) {
    Object value = conf.get(option.name());
    return value == null ? option.defaultValue() : option.parse(String.valueOf(value));
  }

  /** The engine options that {@code conf} sets. */
  public static Options engineOptions(Map<String, Object> conf) throws JobRefusedException {
    Options options = Options.DEFAULTS;
    try {
      for (Option<?> option : JobOptions.ALL) {
        options = withValue(options, option, conf.get(PREFIX + option.name()));
      }
      for (Option<?> option : ALL) {
        read(option, conf);
      }
    } catch (IllegalArgumentException e) {
      throw new JobRefusedException("topology configuration: " + e.getMessage(), e);
    }
    refuseUnknown(conf);
    return options;
  }

  private static <T> Options withValue(Options options, Option<T> option, Object value) {
    return value == null ? options : options.with(option, option.parse(String.valueOf(value)));
  }

  private static void refuseUnknown(Map<String, Object> conf) throws JobRefusedException {
    for (String key : conf.keySet()) {
      if (key.startsWith(PREFIX) && !isKnown(key)) {
        throw new JobRefusedException(
            "topology configuration: '" + key + "' is no setting of Landfall's; see --help");
      }
    }
  }

  private static boolean isKnown(String key) {
    return key.equals(CLUSTER_ID)
        || key.equals(KAFKA_JARS)
        || key.equals(WATCHED)
        || ALL.stream().anyMatch(o -> o.name().equals(key))
        || JobOptions.ALL.stream().anyMatch(o -> key.equals(PREFIX + o.name()));
  }
}
