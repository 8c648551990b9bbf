package io.landfall.migration.run;

import io.landfall.api.graph.JobHandle;
import io.landfall.api.option.Options;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the main of a Storm jar; what it submits starts here instead of on a cluster.
 *
 * @param extraJars on the topology's class path behind the jar itself
 * @param conf put over what the topology sets, as by {@code storm jar -c}
 * @param untilIdle null to run until told to stop
 * @param servePort where Storm's clients are answered; null for nowhere
 */
public record StormJar(
    UserJar jar,
    List<Path> extraJars,
    String main,
    List<String> arguments,
    Options options,
    String guarantee,
    Map<String, Object> conf,
    Duration untilIdle,
    Integer servePort) {

  private static final String KAFKA_JARS = "landfall.kafka.jars";
  private static final String LAUNCHER = "io.landfall.storm.launch.StormLauncher";

  /**
   * Returns when the main does; what it submitted runs on.
   *
   * @param onSubmit told of each job as it starts
   * @throws UserMistake if there is nothing that could be run
   * @throws Throwable what the user's main threw
   */
  public void run(Installation installation, Consumer<JobHandle> onSubmit) throws Throwable {
    List<Path> userJars = new ArrayList<>();
    userJars.add(jar.path());
    userJars.addAll(extraJars);
    TopologyClassLoader loader =
        new TopologyClassLoader(
            installation.stormJars(), userJars, StormJar.class.getClassLoader());
    jar.main(main, loader);
    // Left in place: threads that the main starts inherit it, as they would on a cluster.
    Thread.currentThread().setContextClassLoader(loader);
    launcher(loader).apply(request(installation, onSubmit));
  }

  private Map<String, Object> request(Installation installation, Consumer<JobHandle> onSubmit)
      throws UserMistake {
    // Names and types are shared with the launcher, which lives in another class loader.
    Map<String, Object> request = new HashMap<>();
    request.put("main", main);
    request.put("args", arguments.toArray(String[]::new));
    request.put("options", options);
    request.put("guarantee", guarantee);
    request.put("conf", withConnector(installation));
    request.put("untilIdleMs", untilIdle == null ? null : untilIdle.toMillis());
    request.put("onSubmit", onSubmit);
    request.put("servePort", servePort);
    request.put("jar", jar.path().toString());
    return request;
  }

  /** Kafka's connector is loaded apart from the topology, which may have older clients. */
  private Map<String, Object> withConnector(Installation installation) throws UserMistake {
    List<Path> kafka = installation.kafkaJars();
    if (kafka.isEmpty()) {
      return conf;
    }
    Map<String, Object> all = new HashMap<>(conf);
    all.put(
        KAFKA_JARS,
        kafka.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    return all;
  }

  @SuppressWarnings("unchecked")
  private static Function<Map<String, Object>, Object> launcher(ClassLoader loader) {
    try {
      return (Function<Map<String, Object>, Object>)
          loader.loadClass(LAUNCHER).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "cannot start Landfall's Storm side (" + LAUNCHER + "): the installation does not fit",
          e);
    }
  }
}
