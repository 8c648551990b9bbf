package io.landfall.it.benchmarks.jet;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.Sinks;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import java.io.Serializable;

/** A processor of its own, since one of the sink builder gets a thread of its own. */
final class MeterSink<T> extends AbstractProcessor {

  /** How a result is added. */
  interface Adding<T> extends Serializable {
    void add(SinkMeter sink, T result);
  }

  private final Adding<T> adding;
  private SinkMeter sink;

  private MeterSink(Adding<T> adding) {
    this.adding = adding;
  }

  static <T> Sink<T> of(int parallelism, Adding<T> adding) {
    return Sinks.fromProcessor(
        "sink", ProcessorMetaSupplier.of(parallelism, () -> new MeterSink<>(adding)));
  }

  @Override
  protected void init(Context context) {
    sink = Stopwatch.newSink();
  }

  @Override
  @SuppressWarnings("unchecked")
  protected boolean tryProcess(int ordinal, Object result) {
    adding.add(sink, (T) result);
    return true;
  }
}
