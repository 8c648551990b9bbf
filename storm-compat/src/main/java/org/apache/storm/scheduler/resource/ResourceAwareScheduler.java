package org.apache.storm.scheduler.resource;

/**
 * The name of Storm's resource aware scheduler, for code that puts it into a configuration: in one
 * process there is nothing to schedule.
 */
public final class ResourceAwareScheduler {

  private ResourceAwareScheduler() {}
}
