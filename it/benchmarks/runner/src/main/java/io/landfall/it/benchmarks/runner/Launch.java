package io.landfall.it.benchmarks.runner;

import java.nio.file.Path;
import java.util.List;

/** How a system is started. */
interface Launch {

  /**
   * What stands between the JVM's own options and the {@code name=value} arguments: class path,
   * main class, and what it wants first.
   *
   * @param root of the repository
   * @throws UserMistake if it was not built
   */
  List<String> command(Path root) throws UserMistake;
}
