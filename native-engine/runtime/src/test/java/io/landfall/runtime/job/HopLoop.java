package io.landfall.runtime.job;

import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.Partitioning;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.Output;

/** Sends each value, which counts its hops, round a cycle, and emits it behind the last. */
public class HopLoop implements OperatorFactory {

  private static final String AGAIN = "again";

  private final long hops;

  public HopLoop(long hops) {
    this.hops = hops;
  }

  /** The edge that closes the cycle. */
  public static LogicalEdge feedback(int operatorId, Partitioning partitioning) {
    return new LogicalEdge(operatorId, AGAIN, operatorId, 0, partitioning, true);
  }

  @Override
  public String kind() {
    return "loop";
  }

  @Override
  public Operator create(int subtaskIndex) {
    return new AbstractOperator() {
      private Output again;

      @Override
      public void open(OperatorContext operatorContext) throws Exception {
        super.open(operatorContext);
        again = context.sideOutput(AGAIN);
        opened();
      }

      @Override
      public void onRecord(int input, Object value, long timestampMs) {
        long hop = (Long) value;
        if (hop < hops) {
          again.emit(hop + 1, timestampMs);
        } else {
          output.emit(hop, timestampMs);
        }
      }

      @Override
      public void close() {
        closed();
      }
    };
  }

  /** An operator of it is open. */
  protected void opened() {}

  /** It is closed. */
  protected void closed() {}
}
