package io.landfall.starter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.utils.DRPCClient;
import org.apache.storm.utils.Utils;

/**
 * Submits topologies. Args: a folder for what they come to, how many numbers, how many a second (0
 * for no limit), and their names: none for all that end by themselves, {@code drpc} for the one
 * that answers calls, of which two are then made.
 */
public final class Starter {

  private static final int WATERMARK_INTERVAL_MS = 50;
  private static final int BATCH_INTERVAL_MS = 20;
  private static final int STATE_INTERVAL_MS = 200;
  private static final int NAMES = 3;
  private static final String DRPC = "drpc";

  private Starter() {}

  public static void main(String[] args) throws Exception {
    String folder = args[0];
    Map<String, Supplier<StormTopology>> all =
        new Topologies(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2])).all();
    List<String> asked = Arrays.asList(args).subList(NAMES, args.length);
    Collection<String> names = asked.isEmpty() ? all.keySet() : asked;
    for (String name : names) {
      if (name.equals(DRPC)) {
        StormSubmitter.submitTopology(name, conf(), Topologies.drpc());
        call(folder);
      } else {
        StormSubmitter.submitTopology(name, conf(), all.get(name).get());
      }
    }
  }

  private static Config conf() {
    Config conf = new Config();
    conf.put(Config.TOPOLOGY_BOLTS_WATERMARK_EVENT_INTERVAL_MS, WATERMARK_INTERVAL_MS);
    conf.put(Config.TOPOLOGY_TRIDENT_BATCH_EMIT_INTERVAL_MILLIS, BATCH_INTERVAL_MS);
    conf.put(Config.TOPOLOGY_STATE_CHECKPOINT_INTERVAL, STATE_INTERVAL_MS);
    return conf;
  }

  private static void call(String folder) throws Exception {
    try (DRPCClient client = DRPCClient.getConfiguredClient(Utils.readStormConfig())) {
      String answers =
          client.getClient().execute(Topologies.FUNCTION, "hello")
              + client.getClient().execute(Topologies.FUNCTION, "world");
      Path output = Files.createDirectories(Path.of(folder, DRPC));
      Files.writeString(output.resolve("part-0"), answers + "\t1\n");
    }
  }
}
