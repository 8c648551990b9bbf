package io.landfall.it.benchmarks.jet;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.core.EventTimeMapper;
import com.hazelcast.jet.core.EventTimePolicy;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.pipeline.Sources;
import com.hazelcast.jet.pipeline.StreamSource;
import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.RunSpec;

/** Emits events with their times, watermarks between them, and at the end what ends all windows. */
final class EventTimeSource extends IndexSource<Event> {

  /** Of each source subtask; so many that each window subtask gets some. */
  private static final int FLUSHES_PER_SUBTASK = 100;

  private final EventTimeMapper<Event> times;

  /** Of the event that is offered; null if that is a new one. */
  private Traverser<Object> rest;

  private EventTimeSource(RunSpec spec, EventTimePolicy<? super Event> policy) {
    super(spec, (index, n, pacer) -> event(spec, index));
    times = new EventTimeMapper<>(policy);
    times.addPartitions(1);
  }

  static StreamSource<Event> of(RunSpec spec) {
    return Sources.streamFromProcessorWithWatermarks(
        "source", true, policy -> supplier(spec, policy));
  }

  private static ProcessorMetaSupplier supplier(
      RunSpec spec, EventTimePolicy<? super Event> policy) {
    return ProcessorMetaSupplier.of(spec.parallelism(), () -> new EventTimeSource(spec, policy));
  }

  private static Event event(RunSpec spec, long index) {
    return index < spec.records()
        ? Events.windowed(index)
        : Events.flush(spec.records(), (int) ((index - spec.records()) / spec.parallelism()));
  }

  @Override
  long count(RunSpec spec, int subtask) {
    return super.count(spec, subtask) + FLUSHES_PER_SUBTASK;
  }

  @Override
  boolean offer(Event event) {
    if (rest == null) {
      rest = times.flatMapEvent(event, 0, event.time);
    }
    if (!emitFromTraverser(rest)) {
      return false;
    }
    rest = null;
    return true;
  }

  @Override
  long watermarkMs() {
    return times.getWatermark(0);
  }

  @Override
  void restoreWatermark(long watermarkMs) {
    times.restoreWatermark(0, watermarkMs);
  }
}
