package io.landfall.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the build has put together, as the launcher starts it. */
public final class Dist {

  /** The folder of the clone. */
  public static Path root() {
    return Path.of(System.getProperty("landfall.it.root")).toAbsolutePath().normalize();
  }

  public static Path home() {
    return root().resolve("migration-tool/target/dist");
  }

  public static Path examplesJar() {
    return home().resolve("examples/examples.jar");
  }

  /** What a Storm developer compiles against: storm-client and what it needs. */
  public static List<Path> stormJars() throws IOException {
    try (Stream<Path> jars = Files.list(home().resolve("storm"))) {
      return jars.filter(jar -> !jar.getFileName().toString().startsWith("storm-compat")).toList();
    }
  }

  private Dist() {}
}
