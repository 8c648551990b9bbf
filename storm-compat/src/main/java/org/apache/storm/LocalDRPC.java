package org.apache.storm;

import io.landfall.storm.drpc.DrpcRequests;
import java.util.concurrent.TimeUnit;
import org.apache.storm.generated.DRPCExecutionException;
import org.apache.storm.generated.DRPCRequest;
import org.apache.storm.metric.StormMetricsRegistry;
import org.apache.storm.utils.ConfigUtils;
import org.apache.storm.utils.ObjectReader;
import org.apache.storm.utils.ServiceRegistry;

/** Storm's in-process DRPC service, run by Landfall. Any thread. */
public class LocalDRPC implements ILocalDRPC {

  private static final int DEFAULT_TIMEOUT_SECONDS = 600;

  private final DrpcRequests requests;
  private final String serviceId;

  public LocalDRPC() {
    this(new StormMetricsRegistry());
  }

  /**
   * @param metrics not used: a call is seen in the metrics of the topology that answers it
   */
  public LocalDRPC(StormMetricsRegistry metrics) {
    int seconds =
        ObjectReader.getInt(
            ConfigUtils.readStormConfig().get(DaemonConfig.DRPC_REQUEST_TIMEOUT_SECS),
            DEFAULT_TIMEOUT_SECONDS);
    requests = new DrpcRequests(TimeUnit.SECONDS.toMillis(seconds));
    serviceId = ServiceRegistry.registerService(this);
  }

  @Override
  public String getServiceId() {
    return serviceId;
  }

  @Override
  public String execute(String function, String arguments) throws DRPCExecutionException {
    return requests.execute(function, arguments);
  }

  @Override
  public DRPCRequest fetchRequest(String function) {
    return requests.fetch(function);
  }

  @Override
  public void result(String id, String result) {
    requests.result(id, result);
  }

  @Override
  public void failRequest(String id) {
    requests.fail(id, null);
  }

  @Override
  public void failRequestV2(String id, DRPCExecutionException why) {
    requests.fail(id, why);
  }

  @Override
  public void close() {
    ServiceRegistry.unregisterService(serviceId);
    requests.close();
  }

  @Override
  public void shutdown() {
    close();
  }
}
