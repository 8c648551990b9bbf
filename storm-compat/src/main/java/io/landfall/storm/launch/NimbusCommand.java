package io.landfall.storm.launch;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.storm.conf.StormConf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.storm.Config;
import org.apache.storm.generated.InvalidTopologyException;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.Nimbus;
import org.apache.storm.generated.NotAliveException;
import org.apache.storm.generated.RebalanceOptions;
import org.apache.storm.generated.TopologySummary;
import org.apache.storm.shade.net.minidev.json.JSONValue;
import org.apache.storm.thrift.transport.TTransportException;
import org.apache.storm.utils.NimbusClient;

/**
 * Asks a Nimbus, Landfall's or Storm's own, to do something with a topology. Made by reflection, in
 * a class loader of its own, so only types of the JDK cross.
 *
 * <p>Request: {@code command} ({@code list}, {@code kill}, {@code activate}, {@code deactivate},
 * {@code rebalance}), {@code host} (String), {@code port} (Integer); for all but list {@code name}
 * (String); {@code waitSeconds} (Integer, may be absent) for kill and rebalance; {@code workers}
 * (Integer), {@code executors} (Map of String to Integer) and {@code conf} (Map), all may be
 * absent, for rebalance.
 */
public final class NimbusCommand implements Function<Map<String, Object>, Object> {

  private static final int RETRIES = 0;

  /**
   * @return the {@code List<String>} of what is to be printed
   * @throws RuntimeException declared or not, what is thrown is {@link JobRefusedException}
   */
  @Override
  public Object apply(Map<String, Object> request) {
    try {
      return ask(request);
    } catch (JobRefusedException e) {
      throw NimbusCommand.<RuntimeException>sneaky(e);
    }
  }

  private static List<String> ask(Map<String, Object> request) throws JobRefusedException {
    String host = (String) request.get("host");
    int port = (Integer) request.get("port");
    Map<String, Object> conf = StormConf.clusterConf();
    // Whoever types a command wants to be told at once that nobody is there.
    conf.put(Config.STORM_NIMBUS_RETRY_TIMES, RETRIES);
    try (NimbusClient client =
        NimbusClient.Builder.withConf(conf).buildWithNimbusHostPort(host, port)) {
      return ask(client.getClient(), request);
    } catch (NotAliveException e) {
      throw new JobRefusedException(
          "no topology '" + request.get("name") + "' runs at " + host + ":" + port, e);
    } catch (InvalidTopologyException e) {
      throw new JobRefusedException(e.get_msg(), e);
    } catch (JobRefusedException e) {
      throw e;
    } catch (Exception e) {
      throw new JobRefusedException(
          (isConnecting(e) ? "nobody answers at " : "asking failed at ")
              + host
              + ":"
              + port
              + "; start the topology with landfall storm jar --serve "
              + port
              + ", or name another with --nimbus HOST:PORT",
          e);
    }
  }

  private static boolean isConnecting(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof TTransportException) {
        return true;
      }
    }
    return false;
  }

  private static List<String> ask(Nimbus.Iface nimbus, Map<String, Object> request)
      throws Exception {
    String command = (String) request.get("command");
    String name = (String) request.get("name");
    switch (command) {
      case "list":
        return list(nimbus);
      case "kill":
        KillOptions kill = new KillOptions();
        if (request.get("waitSeconds") != null) {
          kill.set_wait_secs((Integer) request.get("waitSeconds"));
        }
        nimbus.killTopologyWithOpts(name, kill);
        return List.of("topology '" + name + "' is being killed");
      case "activate":
        nimbus.activate(name);
        return List.of("topology '" + name + "' is active");
      case "deactivate":
        nimbus.deactivate(name);
        return List.of("topology '" + name + "' is inactive");
      case "rebalance":
        nimbus.rebalance(name, rebalance(request));
        return List.of("topology '" + name + "' is being rebalanced");
      default:
        throw new JobRefusedException("unknown command '" + command + "'");
    }
  }

  private static List<String> list(Nimbus.Iface nimbus) throws Exception {
    List<String> lines = new ArrayList<>();
    List<TopologySummary> running = nimbus.getTopologySummaries();
    running.sort(Comparator.comparing(TopologySummary::get_name));
    String format = "%-24s %-12s %6s %10s %8s";
    lines.add(String.format(format, "name", "status", "tasks", "executors", "uptime"));
    for (TopologySummary topology : running) {
      lines.add(
          String.format(
              format,
              topology.get_name(),
              topology.get_status(),
              topology.get_num_tasks(),
              topology.get_num_executors(),
              topology.get_uptime_secs() + "s"));
    }
    return lines;
  }

  @SuppressWarnings("unchecked")
  private static RebalanceOptions rebalance(Map<String, Object> request) {
    RebalanceOptions options = new RebalanceOptions();
    if (request.get("waitSeconds") != null) {
      options.set_wait_secs((Integer) request.get("waitSeconds"));
    }
    if (request.get("workers") != null) {
      options.set_num_workers((Integer) request.get("workers"));
    }
    if (request.get("executors") != null) {
      options.set_num_executors((Map<String, Integer>) request.get("executors"));
    }
    if (request.get("conf") != null) {
      options.set_topology_conf_overrides(JSONValue.toJSONString(request.get("conf")));
    }
    return options;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable e) throws T {
    throw (T) e;
  }
}
