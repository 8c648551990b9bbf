package io.landfall.storm.launch;

import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.storm.conf.StormConf;
import io.landfall.storm.local.InProcessNimbus;
import io.landfall.storm.local.LocalTopologies;
import io.landfall.storm.thrift.ThriftService;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.storm.Config;
import org.apache.storm.generated.Nimbus;
import org.apache.storm.security.auth.ThriftConnectionType;
import org.apache.storm.utils.DRPCClient;
import org.apache.storm.utils.NimbusClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a Storm main class in this process, with whatever it submits. Made by reflection, in the
 * class loader of the topology, so only types of the JDK and of {@code io.landfall.api} cross.
 *
 * <p>Request: {@code main} (String), {@code args} (String[]), {@code options} (Options), {@code
 * guarantee} ({@code exactly-once}, the default, or {@code at-least-once}), {@code conf} (Map put
 * over the topology's configuration), {@code untilIdleMs} (Long, may be absent), {@code onSubmit}
 * (Consumer of JobHandle), {@code jar} (String, for messages), {@code servePort} (Integer, may be
 * absent: where Storm's clients are answered).
 */
public final class StormLauncher implements Function<Map<String, Object>, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(StormLauncher.class);
  private static NimbusClient.LocalOverride override;
  private static DRPCClient.LocalOverride drpcOverride;

  /**
   * Calls the main on this thread and returns when it does; jobs go on.
   *
   * @return the {@code List<JobHandle>} of the jobs that were started so far
   * @throws RuntimeException declared or not, what is thrown is {@link JobRefusedException} for a
   *     topology that was refused, or the main's own exception as it is
   */
  @Override
  public Object apply(Map<String, Object> request) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Storm finds its defaults through the thread's loader.
    thread.setContextClassLoader(StormLauncher.class.getClassLoader());
    try {
      return launch(LaunchRequest.of(request));
    } catch (Throwable e) {
      throw StormLauncher.<RuntimeException>sneaky(Refusals.asRefusal(e));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static List<JobHandle> launch(LaunchRequest request) throws Throwable {
    Method main = mainMethod(request);
    Path stub = Files.createTempFile("landfall-stub-", ".jar");
    try (ClientProperties properties = new ClientProperties(stub, request.conf())) {
      Launch launch = new Launch(request);
      Launch.setCurrent(launch);
      Map<String, Object> conf = StormConf.clusterConf();
      InProcessNimbus nimbus = new InProcessNimbus(launch.topologies(conf, null));
      install(nimbus, launch);
      serve(request.servePort(), conf, nimbus);
      try {
        main.invoke(null, (Object) request.args());
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
      throwIfAllRefused(launch);
      return launch.handles();
    } finally {
      delete(stub);
    }
  }

  // The override outlives the main: threads and shutdown hooks of its own still ask Nimbus.
  private static synchronized void install(InProcessNimbus nimbus, Launch launch) throws Exception {
    if (override != null) {
      override.close();
      drpcOverride.close();
    }
    override = new NimbusClient.LocalOverride(nimbus.iface());
    // DRPC spouts look for it when they are made.
    drpcOverride = new DRPCClient.LocalOverride(launch.drpc());
  }

  private static void serve(Integer port, Map<String, Object> conf, InProcessNimbus nimbus)
      throws JobRefusedException {
    if (port == null) {
      return;
    }
    Map<String, Object> served = new HashMap<>(conf);
    served.put(Config.NIMBUS_THRIFT_PORT, port);
    try {
      ThriftService.start(
          served, new Nimbus.Processor<>(nimbus.iface()), ThriftConnectionType.NIMBUS);
    } catch (IllegalStateException e) {
      throw new JobRefusedException(
          "cannot answer Storm's clients on port " + port + ": it is taken; choose another", e);
    }
  }

  // A main may catch the refusal, print it and return; it is still the outcome.
  private static void throwIfAllRefused(Launch launch) throws JobRefusedException {
    if (launch.handles().isEmpty()) {
      for (LocalTopologies topologies : launch.clusters()) {
        if (topologies.lastRefusal() != null) {
          throw topologies.lastRefusal();
        }
      }
    }
  }

  private static Method mainMethod(LaunchRequest request) throws JobRefusedException {
    String where = request.jar() == null ? "" : " in " + request.jar();
    try {
      Class<?> type =
          Class.forName(request.mainClass(), true, StormLauncher.class.getClassLoader());
      Method main = type.getMethod("main", String[].class);
      if (!Modifier.isStatic(main.getModifiers())) {
        throw new NoSuchMethodException();
      }
      main.setAccessible(true);
      return main;
    } catch (ClassNotFoundException e) {
      throw new JobRefusedException("no class '" + request.mainClass() + "'" + where);
    } catch (NoSuchMethodException e) {
      throw new JobRefusedException(
          "class '" + request.mainClass() + "'" + where + " has no static main(String[])");
    }
  }

  private static void delete(Path stub) {
    try {
      Files.deleteIfExists(stub);
    } catch (IOException e) {
      LOG.warn("could not delete {}", stub, e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable e) throws T {
    throw (T) e;
  }
}
