package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Pacer;
import io.landfall.it.benchmarks.workload.RunSpec;
import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;

/** Emits events when they are due; when none is, how long to wait is left to Storm. */
final class TimedEventSpout extends EventSpout {

  private static final long serialVersionUID = 1L;

  private transient Pacer pacer;

  TimedEventSpout(RunSpec spec) {
    super(spec);
  }

  @Override
  public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector output) {
    super.open(conf, context, output);
    pacer = new Pacer(spec, task);
  }

  @Override
  protected boolean isDue(long n) {
    return pacer.isDue(n);
  }

  @Override
  protected Event event(long n) {
    return Events.timed(spec.indexOf(task, n), pacer.dueNs(n));
  }
}
