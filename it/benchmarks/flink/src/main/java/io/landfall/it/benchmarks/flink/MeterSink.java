package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Where results are measured. */
final class MeterSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  /** Tells a meter of a result. */
  interface Measure<T> extends Serializable {
    void take(SinkMeter meter, T result);
  }

  private final Measure<T> measure;

  MeterSink(Measure<T> measure) {
    this.measure = measure;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(measure, Stopwatch.newSink());
  }

  private record Writer<T>(Measure<T> measure, SinkMeter meter) implements SinkWriter<T> {

    @Override
    public void write(T result, Context context) {
      measure.take(meter, result);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
