package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.workload.Event;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Events go on as they came; how many a key had is kept. */
final class CountingPass extends KeyedProcessFunction<Long, Event, Event> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Long> counts;

  @Override
  public void open(OpenContext context) {
    counts = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(Event event, Context context, Collector<Event> results)
      throws Exception {
    Long before = counts.value();
    counts.update(before == null ? 1 : before + 1);
    results.collect(event);
  }
}
