package org.apache.storm.daemon.nimbus;

import io.landfall.storm.local.ForwardingNimbus;

/**
 * Storm's Nimbus as tests get it from {@code LocalCluster.getNimbus()}: the calls of its service.
 * It schedules nothing and elects no leader, since the topologies run in this process.
 */
public class Nimbus extends ForwardingNimbus {

  private final org.apache.storm.generated.Nimbus.Iface calls;

  /**
   * @param calls who answers
   */
  public Nimbus(org.apache.storm.generated.Nimbus.Iface calls) {
    this.calls = calls;
  }

  @Override
  protected org.apache.storm.generated.Nimbus.Iface nimbus() {
    return calls;
  }

  public boolean isLeader() {
    return true;
  }
}
