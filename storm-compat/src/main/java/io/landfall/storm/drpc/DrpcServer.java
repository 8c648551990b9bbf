package io.landfall.storm.drpc;

import io.landfall.storm.thrift.ThriftService;
import java.util.Map;
import org.apache.storm.ILocalDRPC;
import org.apache.storm.generated.DistributedRPC;
import org.apache.storm.generated.DistributedRPCInvocations;
import org.apache.storm.security.auth.ThriftConnectionType;

/**
 * Lets other processes call functions, by Storm's {@code DRPCClient} on {@code drpc.port}, and
 * answer them, by {@code DRPCInvocationsClient} on {@code drpc.invocations.port}. Any thread.
 */
public final class DrpcServer implements AutoCloseable {

  private final ThriftService calls;
  private final ThriftService invocations;

  /**
   * @throws IllegalStateException if a port is taken
   */
  public DrpcServer(Map<String, Object> conf, ILocalDRPC drpc) {
    calls =
        ThriftService.start(conf, new DistributedRPC.Processor<>(drpc), ThriftConnectionType.DRPC);
    try {
      invocations =
          ThriftService.start(
              conf,
              new DistributedRPCInvocations.Processor<>(drpc),
              ThriftConnectionType.DRPC_INVOCATIONS);
    } catch (RuntimeException e) {
      calls.close();
      throw e;
    }
  }

  /** Where functions are called. */
  public int port() {
    return calls.port();
  }

  @Override
  public void close() {
    calls.close();
    invocations.close();
  }
}
