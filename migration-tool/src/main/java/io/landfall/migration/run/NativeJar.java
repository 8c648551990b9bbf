package io.landfall.migration.run;

import io.landfall.api.StreamDefaults;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.option.Options;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the main of a jar of native jobs.
 *
 * @param options what each {@code StreamEnvironment} of the jar starts from
 */
public record NativeJar(
    UserJar jar, List<Path> extraJars, String main, List<String> arguments, Options options) {

  /**
   * Returns when the main does.
   *
   * @param onStart told of each job as it starts
   * @throws UserMistake if there is nothing that could be run
   * @throws Throwable what the user's main threw
   */
  public void run(Consumer<JobHandle> onStart) throws Throwable {
    List<Path> userJars = new ArrayList<>();
    userJars.add(jar.path());
    userJars.addAll(extraJars);
    TopologyClassLoader loader =
        new TopologyClassLoader(List.of(), userJars, NativeJar.class.getClassLoader());
    Method start = jar.main(main, loader);
    StreamDefaults.set(options);
    StreamDefaults.onStart(onStart);
    Thread.currentThread().setContextClassLoader(loader);
    try {
      start.invoke(null, (Object) arguments.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
