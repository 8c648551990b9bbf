package io.landfall.storm.task;

import io.landfall.storm.blob.Blobs;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.apache.storm.generated.DebugOptions;

/**
 * What an operator of the topology may change while it runs: activation and credentials. Any
 * thread.
 */
public final class TopologyControl {

  /** A task that wants to know. Called by any thread. */
  public interface Listener {
    void onActivationChanged();

    void onNewCredentials(Map<String, String> credentials);
  }

  /** No component has this id. */
  private static final String WHOLE_TOPOLOGY = "";

  /** Told in the order in which they came, which in a simulated run is the same each time. */
  private final Set<Listener> listeners = new CopyOnWriteArraySet<>();

  private final ErrorLog errors = new ErrorLog();
  private final Activity activity = new Activity();
  private final Traffic.Watch watch;
  private final Blobs blobs;
  private final Map<String, DebugOptions> debugByComponent = new ConcurrentHashMap<>();
  private volatile boolean active;
  private volatile Map<String, String> credentials;

  public TopologyControl(boolean active, Map<String, String> credentials) {
    this(active, credentials, null, new Blobs());
  }

  /**
   * @param watch null if nobody asks what is under way
   * @param blobs what the topology may have as files
   */
  public TopologyControl(
      boolean active, Map<String, String> credentials, Traffic.Watch watch, Blobs blobs) {
    this.active = active;
    this.credentials = Map.copyOf(credentials);
    this.watch = watch;
    this.blobs = blobs;
  }

  /** Null if nobody asks what is under way. */
  public Traffic.Watch watch() {
    return watch;
  }

  /** What the topology may have as files. */
  Blobs blobs() {
    return blobs;
  }

  public boolean isActive() {
    return active;
  }

  public void setActive(boolean nowActive) {
    active = nowActive;
    listeners.forEach(Listener::onActivationChanged);
  }

  public Map<String, String> credentials() {
    return credentials;
  }

  /** Hands them to every task that listens for credentials, on its own thread, soon. */
  public void setCredentials(Map<String, String> fresh) {
    credentials = Map.copyOf(fresh);
    listeners.forEach(listener -> listener.onNewCredentials(credentials));
  }

  /**
   * Which share of its emits a component, or if it has none of its own, the topology, gives to the
   * event loggers; null if nobody has asked.
   */
  public DebugOptions debug(String component) {
    DebugOptions own = debugByComponent.get(component);
    return own == null ? debugByComponent.get(WHOLE_TOPOLOGY) : own;
  }

  /**
   * @param component null or empty for the whole topology
   */
  public void setDebug(String component, DebugOptions options) {
    debugByComponent.put(component == null ? WHOLE_TOPOLOGY : component, options);
  }

  /** What components reported by {@code reportError}. */
  public ErrorLog errors() {
    return errors;
  }

  /** Whether its spouts have anything to do. */
  public Activity activity() {
    return activity;
  }

  void add(Listener listener) {
    listeners.add(listener);
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }
}
