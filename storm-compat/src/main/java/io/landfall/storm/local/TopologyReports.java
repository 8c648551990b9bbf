package io.landfall.storm.local;

import io.landfall.storm.task.ErrorLog;
import io.landfall.storm.topology.ComponentPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.generated.ClusterSummary;
import org.apache.storm.generated.ErrorInfo;
import org.apache.storm.generated.ExecutorInfo;
import org.apache.storm.generated.ExecutorSummary;
import org.apache.storm.generated.NimbusSummary;
import org.apache.storm.generated.TopologyInfo;
import org.apache.storm.generated.TopologySummary;

/** Describes topologies in Storm's own terms. */
public final class TopologyReports {

  private static final String HOST = "localhost";
  private static final int PORT = 6700;

  private TopologyReports() {}

  public static TopologySummary summary(RunningTopology running) {
    TopologySummary summary =
        new TopologySummary(
            running.plan().stormId(),
            running.plan().name(),
            running.plan().taskToComponent().size(),
            executors(running).size(),
            1,
            (int) running.uptimeSeconds(),
            running.status());
    summary.set_sched_status("Runs in one process");
    summary.set_owner(System.getProperty("user.name"));
    return summary;
  }

  public static TopologyInfo info(RunningTopology running) {
    return new TopologyInfo(
        running.plan().stormId(),
        running.plan().name(),
        (int) running.uptimeSeconds(),
        executors(running),
        running.status(),
        errors(running));
  }

  /** A cluster of one host, with these topologies. */
  public static ClusterSummary cluster(List<RunningTopology> running) {
    return new ClusterSummary(
        new ArrayList<>(),
        new ArrayList<>(running.stream().map(TopologyReports::summary).toList()),
        new ArrayList<>(List.of(leader())));
  }

  public static NimbusSummary leader() {
    return new NimbusSummary(HOST, PORT, 0, true, "landfall");
  }

  private static List<ExecutorSummary> executors(RunningTopology running) {
    List<ExecutorSummary> executors = new ArrayList<>();
    for (ComponentPlan component : running.plan().components()) {
      for (List<Integer> tasks : component.executors()) {
        executors.add(
            new ExecutorSummary(
                new ExecutorInfo(tasks.get(0), tasks.get(tasks.size() - 1)),
                component.id(),
                HOST,
                PORT,
                (int) running.uptimeSeconds()));
      }
    }
    return executors;
  }

  /** By component, newest first. */
  static Map<String, List<ErrorInfo>> errors(RunningTopology running) {
    Map<String, List<ErrorInfo>> errors = new HashMap<>();
    running
        .control()
        .errors()
        .entries()
        .forEach(
            (component, entries) -> {
              List<ErrorInfo> infos = new ArrayList<>();
              entries.forEach(entry -> infos.add(0, info(entry)));
              errors.put(component, infos);
            });
    return errors;
  }

  private static ErrorInfo info(ErrorLog.Entry entry) {
    StringWriter trace = new StringWriter();
    entry.error().printStackTrace(new PrintWriter(trace));
    ErrorInfo info = new ErrorInfo(trace.toString(), (int) (entry.timeMs() / 1_000));
    info.set_host(HOST);
    info.set_port(PORT);
    return info;
  }
}
