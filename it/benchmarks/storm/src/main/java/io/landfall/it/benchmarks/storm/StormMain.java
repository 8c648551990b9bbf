package io.landfall.it.benchmarks.storm;

import io.landfall.it.benchmarks.topologies.StormWork;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.storm.LocalCluster;

/** Runs the main of the topologies, as {@code storm local} would. */
public final class StormMain {

  private StormMain() {}

  public static void main(String[] args) {
    int status = 0;
    try {
      submitNoJar();
      // While it is there, what is submitted goes to it. It is not closed: that takes seconds, and
      // nothing of it outlives the process.
      new LocalCluster();
      StormWork.main(args);
    } catch (Throwable e) {
      e.printStackTrace();
      status = 1;
    }
    System.exit(status);
  }

  /** The submitter wants a jar to upload, but the classes are on the class path already. */
  private static void submitNoJar() throws Exception {
    Path stub = Files.createTempFile("storm-benchmark-", ".jar");
    stub.toFile().deleteOnExit();
    System.setProperty("storm.jar", stub.toString());
  }
}
