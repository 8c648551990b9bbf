package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Failure;
import io.landfall.it.benchmarks.workload.Profile;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps each key's profile up to date; fails once, if it is to. */
final class ProfileUpdater extends KeyedProcessFunction<Long, Event, Tuple2<Long, Long>> {

  private static final long serialVersionUID = 1L;

  private final long failAt;

  private transient ValueState<Profile> profiles;

  ProfileUpdater(long failAt) {
    this.failAt = failAt;
  }

  @Override
  public void open(OpenContext context) {
    profiles =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("profile", Types.POJO(Profile.class)));
  }

  @Override
  public void processElement(Event event, Context context, Collector<Tuple2<Long, Long>> results)
      throws Exception {
    Failure.onceAt(event.value, failAt);
    Profile next = Profile.after(profiles.value(), event);
    profiles.update(next);
    results.collect(Tuple2.of(event.key, next.count));
  }
}
