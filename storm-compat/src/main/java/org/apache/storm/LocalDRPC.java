package org.apache.storm;

import io.landfall.storm.drpc.DrpcService;
import org.apache.storm.metric.StormMetricsRegistry;

/** Storm's in-process DRPC service, run by Landfall. Any thread. */
public class LocalDRPC extends DrpcService {

  public LocalDRPC() {}

  /**
   * @param metrics not used: a call is seen in the metrics of the topology that answers it
   */
  public LocalDRPC(StormMetricsRegistry metrics) {
    this();
  }
}
