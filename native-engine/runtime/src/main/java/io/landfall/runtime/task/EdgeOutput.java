package io.landfall.runtime.task;

import io.landfall.operators.spi.Output;

/**
 * The end of an edge at the emitting operator. Signals given to the main output go to all edges of
 * the operator, so that readers of side outputs see time pass, too.
 */
abstract class EdgeOutput implements Output {

  private EdgeOutput[] signalled = {this};

  /** Makes watermarks and idleness given to this output go to {@code edges}. */
  final void signalTo(EdgeOutput[] edges) {
    signalled = edges;
  }

  @Override
  public final void emitWatermark(long watermarkMs) {
    for (EdgeOutput edge : signalled) {
      edge.passWatermark(watermarkMs);
    }
  }

  @Override
  public final void emitIdle(boolean idle) {
    for (EdgeOutput edge : signalled) {
      edge.passIdle(idle);
    }
  }

  abstract void passWatermark(long watermarkMs);

  abstract void passIdle(boolean idle);

  /** An output that nobody reads. */
  static final class None extends EdgeOutput {
    @Override
    public void emit(Object value, long timestampMs) {}

    @Override
    void passWatermark(long watermarkMs) {}

    @Override
    void passIdle(boolean idle) {}
  }

  /** An output with several readers. */
  static final class Several extends EdgeOutput {
    private final EdgeOutput[] edges;

    Several(EdgeOutput[] edges) {
      this.edges = edges;
    }

    @Override
    public void emit(Object value, long timestampMs) {
      for (EdgeOutput edge : edges) {
        edge.emit(value, timestampMs);
      }
    }

    @Override
    void passWatermark(long watermarkMs) {
      for (EdgeOutput edge : edges) {
        edge.passWatermark(watermarkMs);
      }
    }

    @Override
    void passIdle(boolean idle) {
      for (EdgeOutput edge : edges) {
        edge.passIdle(idle);
      }
    }
  }

  /** To the next operator of the chain: a plain call. */
  static final class Chained extends EdgeOutput {
    private final ChainedOperator next;

    Chained(ChainedOperator next) {
      this.next = next;
    }

    @Override
    public void emit(Object value, long timestampMs) {
      next.onRecord(0, value, timestampMs);
    }

    @Override
    void passWatermark(long watermarkMs) {
      next.onWatermark(watermarkMs);
    }

    @Override
    void passIdle(boolean idle) {
      next.onIdle(idle);
    }
  }
}
