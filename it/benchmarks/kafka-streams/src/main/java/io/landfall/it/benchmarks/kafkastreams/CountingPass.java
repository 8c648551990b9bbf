package io.landfall.it.benchmarks.kafkastreams;

import io.landfall.it.benchmarks.workload.Event;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Events go on as they came; how many a key had is kept. */
final class CountingPass implements Processor<Long, Event, Long, Event> {

  static final String STORE = "count";

  private ProcessorContext<Long, Event> context;
  private KeyValueStore<Long, Long> counts;

  @Override
  public void init(ProcessorContext<Long, Event> context) {
    this.context = context;
    counts = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<Long, Event> event) {
    Long before = counts.get(event.key());
    counts.put(event.key(), before == null ? 1 : before + 1);
    context.forward(event);
  }
}
