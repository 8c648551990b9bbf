package io.landfall.api.graph;

/** Something that runs jobs; found by {@link java.util.ServiceLoader}. */
public interface Engine {

  /** A short name, such as {@code native}. */
  String name();

  /**
   * Checks the job and starts it; returns once it is deployed.
   *
   * @throws JobRefusedException if it cannot run as it is; nothing was started or written
   */
  JobHandle start(LogicalGraph graph) throws JobRefusedException;
}
