package io.landfall.migration.simulate;

import io.landfall.migration.run.Installation;
import io.landfall.migration.run.TopologyClassLoader;
import io.landfall.migration.run.UserMistake;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The simulation as it is installed beside this tool. It has Storm topologies in it, so it is
 * loaded as one, and only types of the JDK cross.
 */
public final class InstalledSimulation {

  private static final String TOOL = "io.landfall.it.simulation.SimulationTool";

  private final Function<Map<String, Object>, Object> tool;

  private InstalledSimulation(Function<Map<String, Object>, Object> tool) {
    this.tool = tool;
  }

  /**
   * @throws UserMistake if the installation has none
   */
  @SuppressWarnings("unchecked")
  public static InstalledSimulation load(Installation installation) throws UserMistake {
    ClassLoader loader =
        new TopologyClassLoader(
            installation.stormJars(),
            installation.simulationJars(),
            InstalledSimulation.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return new InstalledSimulation(
          (Function<Map<String, Object>, Object>)
              loader.loadClass(TOOL).getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the installed simulation (" + TOOL + ") does not fit", e);
    }
  }

  /** Returns the figures at the end: seeds played, steps, processes, failures. */
  public long[] playSeeds(
      long first,
      long count,
      int threads,
      Consumer<Map<String, Object>> onStart,
      Consumer<String> onFailure) {
    Map<String, Object> request = new HashMap<>();
    request.put("mode", "seeds");
    request.put("first", first);
    request.put("count", count);
    request.put("threads", threads);
    request.put("onStart", onStart);
    request.put("onFailure", onFailure);
    return (long[]) tool.apply(request);
  }

  /** Returns whether the seed failed. */
  public boolean replay(long seed, boolean shrink, Consumer<String> out) {
    return (Boolean)
        tool.apply(Map.of("mode", "replay", "seed", seed, "shrink", shrink, "out", out));
  }

  /** Returns how many deliberate bugs were not found. */
  public int huntMutants(long first, long count, int threads, Consumer<String> out) {
    return (Integer)
        tool.apply(
            Map.of(
                "mode", "mutants", "first", first, "count", count, "threads", threads, "out", out));
  }
}
