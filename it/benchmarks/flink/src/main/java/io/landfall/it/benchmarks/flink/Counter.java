package io.landfall.it.benchmarks.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** How often each key has come so far, said each time it comes. */
final class Counter<K> extends KeyedProcessFunction<K, K, Tuple2<K, Long>> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Long> counts;

  @Override
  public void open(OpenContext context) {
    counts = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(K key, Context context, Collector<Tuple2<K, Long>> results)
      throws Exception {
    Long before = counts.value();
    Long count = before == null ? 1 : before + 1;
    counts.update(count);
    results.collect(Tuple2.of(key, count));
  }
}
