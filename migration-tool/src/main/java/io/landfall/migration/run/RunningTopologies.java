package io.landfall.migration.run;

import io.landfall.api.graph.JobRefusedException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Topologies of another process, asked through the port that it serves. */
public final class RunningTopologies {

  private static final String COMMAND = "io.landfall.storm.launch.NimbusCommand";

  private RunningTopologies() {}

  /**
   * @param request as {@code NimbusCommand} describes it
   * @return what is to be printed
   * @throws UserMistake if nobody is there, or it will not do it
   */
  @SuppressWarnings("unchecked")
  public static List<String> ask(Installation installation, Map<String, Object> request)
      throws UserMistake {
    TopologyClassLoader loader =
        new TopologyClassLoader(
            installation.stormJars(), List.of(), RunningTopologies.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    try {
      Function<Map<String, Object>, Object> command =
          (Function<Map<String, Object>, Object>)
              loader.loadClass(COMMAND).getConstructor().newInstance();
      return (List<String>) ask(command, request);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "cannot start Landfall's Storm side (" + COMMAND + "): the installation does not fit", e);
    }
  }

  // The function throws it undeclared.
  private static Object ask(
      Function<Map<String, Object>, Object> command, Map<String, Object> request)
      throws UserMistake {
    try {
      return command.apply(request);
    } catch (Exception e) {
      if (e instanceof JobRefusedException) {
        throw new UserMistake(e.getMessage());
      }
      throw e;
    }
  }
}
