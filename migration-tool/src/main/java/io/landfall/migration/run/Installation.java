package io.landfall.migration.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where this tool's own files are.
 *
 * <pre>
 *  home/lib         this tool and the engine: the process's class path
 *  home/storm       Landfall's Storm side and Storm: goes into each topology's class loader
 *  home/kafka       the Kafka connector and its clients: goes into each native job's class loader
 *  home/connectors  those of files and databases: goes there, too
 *  home/kafka-broker  a broker for trying things out: the class path of its process
 *  home/examples    examples.jar
 *  home/flux        flux-core.jar
 *  home/simulation  simulation.jar and asm.jar, loaded as a topology is
 * </pre>
 */
public record Installation(Path home) {

  /** Found from where this class was loaded. */
  public static Installation ofThisProcess() {
    try {
      Path jar =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Installation(jar.getParent().getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot tell where the landfall tool was loaded from", e);
    }
  }

  public Path lib() {
    return home.resolve("lib");
  }

  public Path examplesJar() throws UserMistake {
    return existing(home.resolve("examples").resolve("examples.jar"));
  }

  /** Storm's Flux, and what it needs of its own. */
  public Path fluxJar() throws UserMistake {
    return existing(home.resolve("flux").resolve("flux-core.jar"));
  }

  /** The simulation and what it needs of its own. */
  public List<Path> simulationJars() throws UserMistake {
    Path folder = home.resolve("simulation");
    return List.of(existing(folder.resolve("simulation.jar")), existing(folder.resolve("asm.jar")));
  }

  private static Path existing(Path jar) throws UserMistake {
    if (!Files.exists(jar)) {
      throw incomplete(jar);
    }
    return jar;
  }

  /** The Kafka connector, its clients, and Jackson; none if it was installed without. */
  public List<Path> kafkaJars() throws UserMistake {
    return jarsIfAny("kafka");
  }

  /** The connectors of files and databases, and Jackson; none if it was installed without. */
  public List<Path> connectorJars() throws UserMistake {
    return jarsIfAny("connectors");
  }

  private List<Path> jarsIfAny(String name) throws UserMistake {
    Path folder = home.resolve(name);
    return Files.isDirectory(folder) ? jarsIn(folder) : List.of();
  }

  /** The class path of a local broker. */
  public String kafkaBrokerClassPath() throws UserMistake {
    return existing(home.resolve("kafka-broker")) + "/*";
  }

  /** In class path order: ours, then storm-client, then what it needs. */
  public List<Path> stormJars() throws UserMistake {
    List<Path> jars = jarsIn(home.resolve("storm"));
    jars.sort(Comparator.comparingInt(Installation::rank).thenComparing(Path::toString));
    return jars;
  }

  private static List<Path> jarsIn(Path folder) throws UserMistake {
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
    } catch (IOException e) {
      throw incomplete(folder);
    }
    return jars;
  }

  private static int rank(Path jar) {
    String name = jar.getFileName().toString();
    if (name.startsWith("storm-compat-")) {
      return 0;
    }
    return name.startsWith("storm-client-") ? 1 : 2;
  }

  private static UserMistake incomplete(Path missing) {
    return new UserMistake(
        "this installation is incomplete: "
            + missing
            + " is missing; start through the landfall script, which builds it");
  }
}
