package io.landfall.examples.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * Emits the lines of a file as a client of a message queue would: it keeps no position, and trusts
 * its source to deliver again, after a crash, what it never acked.
 */
public final class RedeliveringLineSpout extends BaseRichSpout {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String queueFolder;
  private final Pace pace;

  private transient LineQueue queue;
  private transient SpoutOutputCollector collector;

  /**
   * @param queueFolder where the queue notes what was acked, a file for each task
   * @param linesPerSecond for each task; 0 for as many as are taken
   */
  public RedeliveringLineSpout(String path, String queueFolder, int linesPerSecond) {
    this.path = path;
    this.queueFolder = queueFolder;
    this.pace = new Pace(linesPerSecond);
  }

  @Override
  public void open(
      Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
    this.collector = collector;
    int index = context.getThisTaskIndex();
    int tasks = context.getComponentTasks(context.getThisComponentId()).size();
    try {
      queue = new LineQueue(Path.of(path), Path.of(queueFolder, "acked-" + index), index, tasks);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the queue over " + path, e);
    }
  }

  @Override
  public void nextTuple() {
    if (!pace.allows(System.currentTimeMillis())) {
      return;
    }
    Integer number = queue.take();
    if (number != null) {
      collector.emit(new Values(queue.line(number)), number);
    }
  }

  @Override
  public void ack(Object messageId) {
    try {
      queue.ack((Integer) messageId);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot note that line " + messageId + " is done", e);
    }
  }

  @Override
  public void fail(Object messageId) {
    queue.fail((Integer) messageId);
  }

  @Override
  public void close() {
    try {
      queue.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the queue over " + path, e);
    }
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("line"));
  }
}
