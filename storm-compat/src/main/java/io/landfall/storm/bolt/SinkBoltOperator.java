package io.landfall.storm.bolt;

import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;

/**
 * A task of a bolt and the sink behind it, as one operator: so the tuples that are acked and the
 * records that are prepared belong to the same checkpoint.
 */
record SinkBoltOperator(Operator bolt, Operator sink) implements Operator {

  /** The sink first: a bolt may write as soon as it is open. */
  @Override
  public void open(OperatorContext context) throws Exception {
    sink.open(context);
    bolt.open(context);
  }

  @Override
  public void onStart() throws Exception {
    bolt.onStart();
  }

  @Override
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    bolt.onRecord(input, value, timestampMs);
  }

  @Override
  public void onWatermark(long watermarkMs) throws Exception {
    bolt.onWatermark(watermarkMs);
  }

  @Override
  public void onIdle(boolean idle) throws Exception {
    bolt.onIdle(idle);
  }

  /** The bolt first: calls that other threads have queued may write. */
  @Override
  public void snapshot(long checkpointId) throws Exception {
    bolt.snapshot(checkpointId);
    sink.snapshot(checkpointId);
  }

  @Override
  public void onCheckpointComplete(long checkpointId) throws Exception {
    bolt.onCheckpointComplete(checkpointId);
    sink.onCheckpointComplete(checkpointId);
  }

  @Override
  public void onCheckpointAborted(long checkpointId) throws Exception {
    bolt.onCheckpointAborted(checkpointId);
    sink.onCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    try {
      bolt.close();
    } finally {
      sink.close();
    }
  }
}
