package org.apache.storm.scheduler.resource.strategies.priority;

/**
 * The name of one of Storm's orders of topologies to schedule, for code that puts it into a
 * configuration: in one process there is nothing to schedule.
 */
public final class GenericResourceAwareSchedulingPriorityStrategy {

  private GenericResourceAwareSchedulingPriorityStrategy() {}
}
