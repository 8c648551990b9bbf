package org.apache.storm;

import io.landfall.storm.testkit.Completion;
import io.landfall.storm.testkit.TestTuples;
import io.landfall.storm.testkit.Waiting;
import io.landfall.storm.testkit.Wrapped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.testing.CompleteTopologyParam;
import org.apache.storm.testing.FixedTuple;
import org.apache.storm.testing.MkClusterParam;
import org.apache.storm.testing.MkTupleParam;
import org.apache.storm.testing.TestJob;
import org.apache.storm.testing.TrackedTopology;
import org.apache.storm.testing.TupleCaptureBolt;
import org.apache.storm.thrift.TException;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.RegisteredGlobalState;
import org.apache.storm.utils.Time;
import org.apache.storm.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Helps to test topologies, spouts and bolts, with the methods of Storm's class of this name. */
public class Testing {

  private static final Logger LOG = LoggerFactory.getLogger(Testing.class);
  private static final int DEFAULT_TIMEOUT_MS = 10_000;
  private static final int DEFAULT_SUPERVISORS = 2;
  private static final int DEFAULT_PORTS = 3;

  /** Real time that a test waits for something at most; from {@code STORM_TEST_TIMEOUT_MS}. */
  public static final int TEST_TIMEOUT_MS = timeoutMs();

  private static int timeoutMs() {
    String set = System.getenv("STORM_TEST_TIMEOUT_MS");
    try {
      return set == null ? DEFAULT_TIMEOUT_MS : Integer.parseInt(set.trim());
    } catch (NumberFormatException e) {
      LOG.warn("STORM_TEST_TIMEOUT_MS: found '{}', expected milliseconds; taking 10000", set);
      return DEFAULT_TIMEOUT_MS;
    }
  }

  /** Something that is so, or not. */
  public interface Condition {
    boolean exec();
  }

  /**
   * A topology and what catches all that it emits.
   *
   * @param <T> whether it is tracked
   */
  public static final class CapturedTopology<T> {
    public final T topology;
    public final TupleCaptureBolt capturer;

    public CapturedTopology(T topology, TupleCaptureBolt capturer) {
      this.topology = topology;
      this.capturer = capturer;
    }
  }

  /** As {@link #whileTimeout(long, Condition, Runnable)}, for {@link #TEST_TIMEOUT_MS}. */
  public static void whileTimeout(Condition condition, Runnable body) {
    whileTimeout(TEST_TIMEOUT_MS, condition, body);
  }

  /**
   * Calls {@code body} again and again while {@code condition} is true.
   *
   * @throws AssertionError if it still is after so many ms
   */
  public static void whileTimeout(long timeoutMs, Condition condition, Runnable body) {
    Waiting.whileTrue(timeoutMs, condition::exec, body);
  }

  public static <T> boolean isEvery(Collection<T> data, Predicate<T> predicate) {
    return data.stream().allMatch(predicate);
  }

  /** Runs {@code code} in simulated time. */
  public static void withSimulatedTime(Runnable code) {
    try (Time.SimulatedTime time = new Time.SimulatedTime()) {
      code.run();
    }
  }

  public static void withLocalCluster(TestJob code) {
    withLocalCluster(new MkClusterParam(), code);
  }

  public static void withLocalCluster(MkClusterParam param, TestJob code) {
    run(builder(param), code);
  }

  public static void withSimulatedTimeLocalCluster(TestJob code) {
    withSimulatedTimeLocalCluster(new MkClusterParam(), code);
  }

  public static void withSimulatedTimeLocalCluster(MkClusterParam param, TestJob code) {
    run(builder(param).withSimulatedTime(), code);
  }

  public static void withTrackedCluster(TestJob code) {
    withTrackedCluster(new MkClusterParam(), code);
  }

  public static void withTrackedCluster(MkClusterParam param, TestJob code) {
    run(builder(param).withTracked().withSimulatedTime(), code);
  }

  private static LocalCluster.Builder builder(MkClusterParam param) {
    LocalCluster.Builder builder =
        new LocalCluster.Builder()
            .withSupervisors(or(param.getSupervisors(), DEFAULT_SUPERVISORS))
            .withPortsPerSupervisor(or(param.getPortsPerSupervisor(), DEFAULT_PORTS))
            .withNimbusDaemon(param.isNimbusDaemon());
    return builder.withDaemonConf(param.getDaemonConf());
  }

  private static int or(Number value, int whenNull) {
    return value == null ? whenNull : value.intValue();
  }

  private static void run(LocalCluster.Builder builder, TestJob code) {
    try (LocalCluster cluster = builder.build()) {
      code.run(cluster);
    } catch (Exception e) {
      throw new RuntimeException(e);
    }
  }

  /** A cluster as described by the keys that Storm's function of this name reads. */
  @SuppressWarnings("unchecked")
  public static ILocalCluster getLocalCluster(Map<String, Object> clusterConf) {
    try {
      return new LocalCluster.Builder()
          .withSupervisors(or((Number) clusterConf.get("supervisors"), DEFAULT_SUPERVISORS))
          .withPortsPerSupervisor(
              or((Number) clusterConf.get("ports-per-supervisor"), DEFAULT_PORTS))
          .withDaemonConf((Map<String, Object>) clusterConf.get("daemon-conf"))
          .withNimbusDaemon((Boolean) clusterConf.get("nimbus-daemon"))
          .build();
    } catch (Exception e) {
      throw new RuntimeException(e);
    }
  }

  /** One of the counts of a tracked cluster. */
  public static int globalAmt(String trackId, String key) {
    Map<?, ?> counts = (Map<?, ?>) RegisteredGlobalState.getState(trackId);
    return ((AtomicInteger) counts.get(key)).get();
  }

  public static CapturedTopology<TrackedTopology> trackAndCaptureTopology(
      ILocalCluster cluster, StormTopology topology) {
    CapturedTopology<StormTopology> captured = captureTopology(topology);
    return new CapturedTopology<>(
        new TrackedTopology(captured.topology, cluster), captured.capturer);
  }

  /** A copy of the topology with a bolt that catches all tuples. */
  public static CapturedTopology<StormTopology> captureTopology(StormTopology topology) {
    TupleCaptureBolt capture = new TupleCaptureBolt();
    return new CapturedTopology<>(Wrapped.captured(topology, capture), capture);
  }

  public static Map<String, List<FixedTuple>> completeTopology(
      ILocalCluster cluster, StormTopology topology) throws InterruptedException, TException {
    return completeTopology(cluster, topology, new CompleteTopologyParam());
  }

  /**
   * Runs a topology until all its spouts, each a {@code CompletableSpout} or mocked, are exhausted.
   *
   * @return by component, what it emitted
   */
  public static Map<String, List<FixedTuple>> completeTopology(
      ILocalCluster cluster, StormTopology topology, CompleteTopologyParam param)
      throws TException, InterruptedException {
    return new Completion(cluster, param, TEST_TIMEOUT_MS).of(topology);
  }

  /** Lets 10 s pass if time is simulated. */
  public static void simulateWait(ILocalCluster cluster) throws InterruptedException {
    Completion.simulateWait(cluster);
  }

  /** What a component emitted on its default stream. */
  public static List<List<Object>> readTuples(
      Map<String, List<FixedTuple>> results, String component) {
    return readTuples(results, component, Utils.DEFAULT_STREAM_ID);
  }

  public static List<List<Object>> readTuples(
      Map<String, List<FixedTuple>> results, String component, String stream) {
    List<List<Object>> values = new ArrayList<>();
    for (FixedTuple tuple : results.getOrDefault(component, List.of())) {
      if (stream.equals(tuple.stream)) {
        values.add(tuple.values);
      }
    }
    return values;
  }

  public static TrackedTopology mkTrackedTopology(ILocalCluster cluster, StormTopology topology) {
    return new TrackedTopology(topology, cluster);
  }

  public static void trackedWait(CapturedTopology<TrackedTopology> captured) {
    captured.topology.trackedWait();
  }

  public static void trackedWait(CapturedTopology<TrackedTopology> captured, Integer amount) {
    captured.topology.trackedWait(amount);
  }

  public static void trackedWait(
      CapturedTopology<TrackedTopology> captured, Integer amount, Integer timeoutMs) {
    captured.topology.trackedWait(amount, timeoutMs);
  }

  public static void trackedWait(TrackedTopology topology) {
    topology.trackedWait();
  }

  public static void trackedWait(TrackedTopology topology, Integer amount) {
    topology.trackedWait(amount);
  }

  public static void trackedWait(TrackedTopology topology, Integer amount, Integer timeoutMs) {
    topology.trackedWait(amount, timeoutMs);
  }

  public static void advanceClusterTime(ILocalCluster cluster, Integer seconds)
      throws InterruptedException {
    cluster.advanceClusterTime(seconds);
  }

  public static void advanceClusterTime(ILocalCluster cluster, Integer seconds, Integer step)
      throws InterruptedException {
    cluster.advanceClusterTime(seconds, step);
  }

  /** How often each element occurs. */
  public static <T> Map<T, Integer> multiset(Collection<T> elements) {
    Map<T, Integer> counts = new HashMap<>();
    elements.forEach(element -> counts.merge(element, 1, Integer::sum));
    return counts;
  }

  /** True if both have the same elements, each as often, in whatever order. */
  public static <T> boolean multiseteq(Collection<T> one, Collection<T> other) {
    boolean equal = multiset(one).equals(multiset(other));
    if (!equal) {
      LOG.info("not the same elements:\n  {}\n  {}", one, other);
    }
    return equal;
  }

  /** A tuple for a bolt's test, from component {@code component} with fields {@code field1}... */
  public static Tuple testTuple(List<Object> values) {
    return testTuple(values, new MkTupleParam());
  }

  public static Tuple testTuple(List<Object> values, MkTupleParam param) {
    return TestTuples.tuple(values, param.getComponent(), param.getStream(), param.getFields());
  }
}
