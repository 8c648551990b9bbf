package io.landfall.storm.local;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.cluster.IStormClusterState;
import org.apache.storm.generated.Credentials;
import org.apache.storm.generated.ErrorInfo;
import org.apache.storm.generated.StormBase;
import org.apache.storm.generated.TopologyStatus;

/**
 * Answers what a test can ask of Storm's ZooKeeper about topologies. The public methods here are
 * those of {@link IStormClusterState} that are served, as of now: the callbacks they take for
 * changes are never called. {@link #state} refuses the others, which are about daemons, and all
 * that write, with a sentence. Any thread.
 */
public final class InProcessClusterState {

  private static final int ONE_WORKER = 1;

  private final LocalTopologies topologies;

  public InProcessClusterState(LocalTopologies topologies) {
    this.topologies = topologies;
  }

  /** What {@code LocalCluster.getClusterState} gives. */
  public IStormClusterState state() {
    return (IStormClusterState)
        Proxy.newProxyInstance(
            IStormClusterState.class.getClassLoader(),
            new Class<?>[] {IStormClusterState.class},
            this::serve);
  }

  private Object serve(Object proxy, Method method, Object[] args) throws Throwable {
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, args);
    }
    Method served;
    try {
      served =
          method.getDeclaringClass() == Object.class
              ? method
              : InProcessClusterState.class.getMethod(method.getName(), method.getParameterTypes());
    } catch (NoSuchMethodException e) {
      throw new UnsupportedOperationException(
          "Landfall has no ZooKeeper and no daemons: IStormClusterState."
              + method.getName()
              + " is not served");
    }
    try {
      return served.invoke(this, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The ids of the topologies that run. */
  public List<String> activeStorms() {
    return topologies.all().stream().map(running -> running.plan().stormId()).toList();
  }

  /** Null if no topology with this name runs. */
  public String stormId(String name) {
    RunningTopology running = topologies.find(name);
    return running == null ? null : running.plan().stormId();
  }

  /** Null if no topology with this id runs. */
  public StormBase stormBase(String id, Runnable callback) {
    RunningTopology running = topologies.findById(id);
    if (running == null) {
      return null;
    }
    Map<String, Integer> executors = new HashMap<>();
    running
        .plan()
        .components()
        .forEach(component -> executors.put(component.id(), component.executors().size()));
    StormBase base =
        new StormBase(running.plan().name(), TopologyStatus.valueOf(running.status()), ONE_WORKER);
    base.set_component_executors(executors);
    base.set_launch_time_secs((int) running.startedAtSeconds());
    base.set_owner(System.getProperty("user.name"));
    return base;
  }

  /** Newest first; empty if there are none. */
  public List<ErrorInfo> errors(String id, String component) {
    RunningTopology running = topologies.findById(id);
    return running == null
        ? List.of()
        : TopologyReports.errors(running).getOrDefault(component, List.of());
  }

  /** Null if there is none. */
  public ErrorInfo lastError(String id, String component) {
    List<ErrorInfo> errors = errors(id, component);
    return errors.isEmpty() ? null : errors.get(0);
  }

  /** Null if no topology with this id runs. */
  public Credentials credentials(String id, Runnable callback) {
    RunningTopology running = topologies.findById(id);
    return running == null ? null : new Credentials(running.control().credentials());
  }

  /** There is no connection to end. */
  public void disconnect() {}
}
