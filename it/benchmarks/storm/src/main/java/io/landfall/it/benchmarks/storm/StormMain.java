package io.landfall.it.benchmarks.storm;

import io.landfall.it.benchmarks.topologies.StormWork;
import org.apache.storm.LocalCluster;

/** Runs the main of the topologies, as {@code storm local} would. */
public final class StormMain {

  private StormMain() {}

  public static void main(String[] args) {
    int status = 0;
    // What is submitted while there is a local cluster, goes to it. It is not closed: that takes
    // seconds, and nothing of it outlives the process.
    try {
      new LocalCluster();
      StormWork.main(args);
    } catch (Throwable e) {
      e.printStackTrace();
      status = 1;
    }
    System.exit(status);
  }
}
