package io.landfall.it.benchmarks.runner;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Storm topologies by {@code landfall storm jar}, without the launcher script in between, whose
 * time is not Landfall's.
 *
 * @param options of {@code storm jar}
 */
record StormJarLaunch(List<String> options) implements Launch {

  /** As {@code landfall} sets it. */
  private static final List<String> OPENED =
      List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED");

  private static final String TOOL = "io.landfall.migration.cli.Landfall";
  private static final String MAIN = "io.landfall.it.benchmarks.topologies.StormWork";

  @Override
  public List<String> command(Path root) throws UserMistake {
    Path tool = root.resolve("migration-tool/target/dist/lib");
    if (!Files.isDirectory(tool)) {
      throw new UserMistake("module migration-tool is not built: there is no " + tool);
    }
    List<String> command = new ArrayList<>(OPENED);
    command.addAll(List.of("-cp", tool + "/*", TOOL, "storm", "jar"));
    command.addAll(options);
    command.add(topologies(root).toString());
    command.add(MAIN);
    return command;
  }

  private static Path topologies(Path root) throws UserMistake {
    Path target = root.resolve("it/benchmarks/storm-topologies/target");
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target, "storm-topologies-*-all.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    } catch (IOException notThere) {
      // The same sentence as for a folder without the jar.
    }
    throw new UserMistake(
        "module it/benchmarks/storm-topologies is not built: there is no "
            + target
            + "/storm-topologies-*-all.jar");
  }
}
