package org.apache.storm.scheduler.resource.strategies.scheduling;

/**
 * The name of one of Storm's scheduling strategies, for code that puts it into a configuration: in
 * one process there is nothing to schedule.
 */
public final class DefaultResourceAwareStrategyOld {

  private DefaultResourceAwareStrategyOld() {}
}
