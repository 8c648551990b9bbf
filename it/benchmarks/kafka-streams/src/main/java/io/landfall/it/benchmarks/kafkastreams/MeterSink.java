package io.landfall.it.benchmarks.kafkastreams;

import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Where results are measured. */
final class MeterSink<K, V> implements Processor<K, V, Void, Void> {

  /** Tells a meter of a result. */
  interface Measure<K, V> {
    void take(SinkMeter meter, K key, V value);
  }

  private final Measure<K, V> measure;

  private SinkMeter meter;

  MeterSink(Measure<K, V> measure) {
    this.measure = measure;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    meter = Stopwatch.newSink();
  }

  @Override
  public void process(Record<K, V> result) {
    measure.take(meter, result.key(), result.value());
  }
}
