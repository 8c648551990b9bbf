package io.landfall.storm.drpc;

import java.util.concurrent.TimeUnit;
import org.apache.storm.ILocalDRPC;
import org.apache.storm.generated.DRPCExecutionException;
import org.apache.storm.generated.DRPCRequest;
import org.apache.storm.utils.ObjectReader;
import org.apache.storm.utils.ServiceRegistry;
import org.apache.storm.utils.Utils;

/** A DRPC service in this process; topologies find it by its id. Any thread. */
public class DrpcService implements ILocalDRPC {

  private static final String TIMEOUT_SECONDS = "drpc.request.timeout.secs";
  private static final int DEFAULT_TIMEOUT_SECONDS = 600;

  private final DrpcRequests requests;
  private final String serviceId;

  public DrpcService() {
    int seconds =
        ObjectReader.getInt(Utils.readStormConfig().get(TIMEOUT_SECONDS), DEFAULT_TIMEOUT_SECONDS);
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
