package io.landfall.storm.task;

import io.landfall.storm.tuple.Lineage;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.storm.Config;
import org.apache.storm.daemon.StormCommon;
import org.apache.storm.generated.DebugOptions;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.ObjectReader;
import org.apache.storm.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a task's emits: in the log if the topology is in debug mode, and to Storm's event
 * loggers, as far as they are asked to sample. Any thread.
 */
final class EmitLog {

  private static final Logger LOG = LoggerFactory.getLogger(EmitLog.class);
  private static final double PERCENT = 100;

  private final StormTask task;
  private final boolean debug;

  /** Null without event loggers. */
  private final StreamRoute events;

  private EmitLog(StormTask task, boolean debug, StreamRoute events) {
    this.task = task;
    this.debug = debug;
    this.events = events;
  }

  /** Null if nobody is to be told. */
  static EmitLog of(StormTask task) {
    boolean debug =
        ObjectReader.getBoolean(task.executor().conf().get(Config.TOPOLOGY_DEBUG), false);
    boolean logged =
        StormCommon.hasEventLoggers(task.runs().plan().conf()) && !task.component().isSystem();
    return debug || logged
        ? new EmitLog(
            task, debug, logged ? task.emitter().stream(StormCommon.EVENTLOGGER_STREAM_ID) : null)
        : null;
  }

  /**
   * @param messageId null for none
   */
  void emitted(List<Object> values, String stream, Collection<Integer> targets, Object messageId) {
    if (debug) {
      LOG.info(
          "Emitting: {} {} {} to tasks {}, message {}",
          task.component().id(),
          stream,
          values,
          targets,
          messageId);
    }
    if (events != null && isSampled()) {
      Values event = new Values(task.component().id(), messageId, Time.currentTimeMillis(), values);
      if (task.thread().isCurrent()) {
        send(event);
      } else {
        task.thread().queue(() -> send(event));
      }
    }
  }

  private boolean isSampled() {
    DebugOptions options = task.runs().control().debug(task.component().id());
    return options != null
        && options.is_enable()
        && ThreadLocalRandom.current().nextDouble() * PERCENT < options.get_samplingpct();
  }

  private void send(Values event) {
    Selection targets = new Selection();
    task.emitter().choose(events, event, targets);
    task.emitter().send(events, event, targets, Lineage.NONE);
  }
}
