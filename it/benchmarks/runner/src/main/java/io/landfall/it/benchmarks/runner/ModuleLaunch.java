package io.landfall.it.benchmarks.runner;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class of one module of the benchmarks.
 *
 * @param module its folder
 * @param main relative to the package of all the benchmarks
 */
record ModuleLaunch(String module, String main) implements Launch {

  private static final String PACKAGE = "io.landfall.it.benchmarks.";

  @Override
  public List<String> command(Path root) throws UserMistake {
    Path target = root.resolve("it/benchmarks").resolve(module).resolve("target");
    Path dependencies = target.resolve("classpath.txt");
    if (!Files.isReadable(dependencies)) {
      throw new UserMistake(
          "module it/benchmarks/" + module + " is not built: there is no " + dependencies);
    }
    try {
      String classPath =
          target.resolve("classes") + File.pathSeparator + Files.readString(dependencies).strip();
      return List.of("-cp", classPath, PACKAGE + main);
    } catch (IOException e) {
      throw new UserMistake("cannot read " + dependencies + ": " + e.getMessage());
    }
  }
}
