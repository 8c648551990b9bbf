package io.landfall.examples.storm;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * Emits the lines of a file, each with its offset as message id. Each task reads its share: the
 * lines that begin in its range of bytes. Where it is, it keeps in a plain field.
 */
public final class FileLineSpout extends BaseRichSpout {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final Pace pace;

  private long position = -1;
  private long end;
  private final ArrayDeque<Long> failed = new ArrayDeque<>();

  private transient RandomAccessFile file;
  private transient LineReader lines;
  private transient SpoutOutputCollector collector;

  /**
   * @param linesPerSecond for each task; 0 for as many as are taken
   */
  public FileLineSpout(String path, int linesPerSecond) {
    this.path = path;
    this.pace = new Pace(linesPerSecond);
  }

  @Override
  public void open(
      Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
    this.collector = collector;
    try {
      file = new RandomAccessFile(path, "r");
      lines = new LineReader(file);
      int tasks = context.getComponentTasks(context.getThisComponentId()).size();
      int index = context.getThisTaskIndex();
      position = lines.startOfShare(index, tasks);
      end = lines.startOfShare(index + 1, tasks);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  @Override
  public void nextTuple() {
    if (!pace.allows(System.currentTimeMillis())) {
      return;
    }
    try {
      Long again = failed.poll();
      if (again != null) {
        collector.emit(new Values(lines.lineAt(again)), again);
      } else if (position < end) {
        long offset = position;
        String line = lines.lineAt(offset);
        position = lines.nextOffset();
        collector.emit(new Values(line), offset);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + " at " + position, e);
    }
  }

  @Override
  public void fail(Object messageId) {
    failed.add((Long) messageId);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("line"));
  }
}
