package io.landfall.storm.swap;

import io.landfall.api.connector.TwoPhaseSink;
import org.apache.storm.topology.IRichBolt;

/**
 * A bolt that writes to the outside through a two-phase sink: what it wrote before a barrier
 * becomes visible when the checkpoint is complete, and is acked as any tuple. The task's thread
 * only.
 */
public interface SinkBolt extends IRichBolt {

  /** Takes what the bolt writes. */
  interface Output {
    void write(Object[] record) throws Exception;
  }

  /** Where its records go, the same for all of its tasks. Called for one of them. */
  TwoPhaseSink<Object[], ?> sink();

  /** Before {@code prepare}, once. */
  void writeTo(Output output);
}
