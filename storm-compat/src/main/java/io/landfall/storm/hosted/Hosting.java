package io.landfall.storm.hosted;

import io.landfall.storm.capture.UserObjects;
import java.lang.reflect.Field;
import org.apache.storm.task.IBolt;
import org.apache.storm.testing.NonRichBoltTracker;
import org.apache.storm.topology.CheckpointTupleForwarder;
import org.apache.storm.topology.IStatefulBolt;
import org.apache.storm.topology.IWindowedBolt;
import org.apache.storm.topology.StatefulBoltExecutor;
import org.apache.storm.topology.WindowedBoltExecutor;
import org.apache.storm.trident.topology.TridentBoltExecutor;

/**
 * A bolt as it runs under checkpoints.
 *
 * @param bolt what is prepared and executed
 * @param hosted the part of it that has state of its own; null for a plain bolt
 */
public record Hosting(IBolt bolt, HostedBolt hosted) {

  /** Takes what Storm wrapped around a bolt for its own checkpoints off, and puts ours on. */
  public static Hosting of(IBolt wrapped, Host host) {
    if (wrapped instanceof CheckpointTupleForwarder) {
      return of((IBolt) UserObjects.inner(wrapped), host);
    }
    if (wrapped instanceof NonRichBoltTracker) {
      return inTracker(wrapped, host);
    }
    HostedBolt hosted = hosted(wrapped, host);
    return new Hosting(hosted == null ? wrapped : hosted, hosted);
  }

  private static HostedBolt hosted(Object wrapped, Host host) {
    if (wrapped instanceof WindowedBoltExecutor) {
      return new WindowHost((IWindowedBolt) UserObjects.inner(wrapped), host);
    }
    if (wrapped instanceof StatefulBoltExecutor<?>) {
      Object inner = UserObjects.inner(wrapped);
      return inner instanceof WindowedBoltExecutor
          ? hosted(inner, host)
          : new StatefulHost((IStatefulBolt<?>) inner);
    }
    if (wrapped instanceof TridentBoltExecutor trident) {
      return new TridentHost(trident);
    }
    return StreamProcessors.areIn(wrapped) ? new StreamHost((IBolt) wrapped) : null;
  }

  // The tracker counts what is executed, for those who wait in a test: it stays around the bolt.
  private static Hosting inTracker(IBolt tracker, Host host) {
    try {
      Field delegate = NonRichBoltTracker.class.getDeclaredField("delegate");
      delegate.setAccessible(true);
      Hosting inner = of((IBolt) delegate.get(tracker), host);
      delegate.set(tracker, inner.bolt());
      return new Hosting(tracker, inner.hosted());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot look into Storm's NonRichBoltTracker", e);
    }
  }
}
