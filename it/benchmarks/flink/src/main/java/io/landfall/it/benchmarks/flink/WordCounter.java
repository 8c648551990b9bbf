package io.landfall.it.benchmarks.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The running count of each word. */
final class WordCounter extends KeyedProcessFunction<String, String, Tuple2<String, Long>> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Long> counts;

  @Override
  public void open(OpenContext context) {
    counts = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(String word, Context context, Collector<Tuple2<String, Long>> results)
      throws Exception {
    Long before = counts.value();
    Long count = before == null ? 1 : before + 1;
    counts.update(count);
    results.collect(Tuple2.of(word, count));
  }
}
