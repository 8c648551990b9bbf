package io.landfall.migration.cli;

import io.landfall.migration.run.Installation;
import io.landfall.migration.run.RunningTopologies;
import io.landfall.migration.run.UserMistake;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What Storm's command of the same names does to topologies that run elsewhere. */
final class StormControlCommands {

  private StormControlCommands() {}

  private abstract static class Asking implements Callable<Integer> {
    @Mixin private NimbusAddress nimbus;

    @Override
    public Integer call() throws Exception {
      Map<String, Object> request = nimbus.request(getClass().getAnnotation(Command.class).name());
      complete(request);
      Logging.configure(0);
      RunningTopologies.ask(Installation.ofThisProcess(), request).forEach(System.out::println);
      return ExitCode.OK;
    }

    abstract void complete(Map<String, Object> request) throws UserMistake;
  }

  private abstract static class OnTopology extends Asking {
    @Parameters(index = "0", paramLabel = "NAME", description = "The topology's name.")
    private String name;

    @Override
    void complete(Map<String, Object> request) throws UserMistake {
      request.put("name", name);
    }
  }

  private abstract static class Waiting extends OnTopology {
    @Option(
        names = {"-w", "--wait"},
        paramLabel = "SECONDS",
        description = "How long its spouts rest before; default its message timeout.")
    private Integer waitSeconds;

    @Override
    void complete(Map<String, Object> request) throws UserMistake {
      super.complete(request);
      if (waitSeconds != null && waitSeconds < 0) {
        throw new UserMistake("--wait: found " + waitSeconds + ", expected 0 or more");
      }
      request.put("waitSeconds", waitSeconds);
    }
  }

  @Command(
      name = "list",
      description = "Lists the topologies of a running process.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class ListTopologies extends Asking {
    @Override
    void complete(Map<String, Object> request) {}
  }

  @Command(
      name = "kill",
      description = "Ends a topology, after a wait for messages under way.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Kill extends Waiting {}

  @Command(
      name = "activate",
      description = "Has the spouts of a topology emit again.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Activate extends OnTopology {}

  @Command(
      name = "deactivate",
      description = "Has the spouts of a topology rest.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Deactivate extends OnTopology {}

  @Command(
      name = "rebalance",
      description = "Has a topology go on with other executors or settings, from a checkpoint.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Rebalance extends Waiting {
    @Option(
        names = {"-n", "--num-workers"},
        paramLabel = "N",
        description = "Noted in its configuration; all runs in one process.")
    private Integer workers;

    @Option(
        names = {"-e", "--executor"},
        paramLabel = "COMPONENT=N",
        description = "Executors of a component, at most as many as it has tasks. Repeatable.")
    private Map<String, Integer> executors = new HashMap<>();

    @Option(
        names = "-c",
        paramLabel = "KEY=VALUE",
        description = "Put over the topology's configuration; VALUE is JSON, else a string.")
    private java.util.List<String> conf = new java.util.ArrayList<>();

    @Override
    void complete(Map<String, Object> request) throws UserMistake {
      super.complete(request);
      StormConf overrides = new StormConf();
      for (String pair : conf) {
        overrides.add(pair);
      }
      request.put("workers", workers);
      request.put("executors", executors.isEmpty() ? null : executors);
      request.put("conf", overrides.values().isEmpty() ? null : overrides.values());
    }
  }
}
