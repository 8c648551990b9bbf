package io.landfall.it.benchmarks.storm;

import io.landfall.it.benchmarks.topologies.StormWork;
import io.landfall.it.benchmarks.workload.Report;
import io.landfall.it.benchmarks.workload.SystemProcess;
import io.landfall.it.benchmarks.workload.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.storm.LocalCluster;

/** Runs the main of the topologies, as {@code storm local} would. */
public final class StormMain {

  private StormMain() {}

  public static void main(String[] args) {
    SystemProcess.run("Storm", EnumSet.allOf(Work.class), args, spec -> submit(args));
  }

  private static Report submit(String[] args) throws Exception {
    submitNoJar();
    // While it is there, what is submitted goes to it. It is not closed: that takes seconds, and
    // nothing of it outlives the process.
    new LocalCluster();
    StormWork.main(args);
    return null;
  }

  /** The submitter wants a jar to upload, but the classes are on the class path already. */
  private static void submitNoJar() throws Exception {
    Path empty = Files.createTempFile("storm-benchmark-", ".jar");
    empty.toFile().deleteOnExit();
    System.setProperty("storm.jar", empty.toString());
  }
}
