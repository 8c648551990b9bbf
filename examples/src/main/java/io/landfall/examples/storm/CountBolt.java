package io.landfall.examples.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;

/**
 * Counts words in a plain map, as so many bolts do. At the end each task writes its counts: to
 * {@code part-<task index>} in the output folder, in one move, so that writing twice does no harm.
 */
public final class CountBolt extends BaseRichBolt {

  private static final long serialVersionUID = 1L;

  private final String output;
  private final Map<String, Long> counts = new HashMap<>();

  private transient OutputCollector collector;
  private transient int taskIndex;

  /**
   * @param output a folder, or {@code -} for the standard output
   */
  public CountBolt(String output) {
    this.output = output;
  }

  @Override
  public void prepare(
      Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
    this.collector = collector;
    this.taskIndex = context.getThisTaskIndex();
  }

  @Override
  public void execute(Tuple word) {
    counts.merge(word.getString(0), 1L, Long::sum);
    collector.ack(word);
  }

  @Override
  public void cleanup() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(counts)
        .forEach((word, count) -> lines.append(word).append('\t').append(count).append('\n'));
    if (output.equals("-")) {
      System.out.print(lines);
      System.out.flush();
      return;
    }
    try {
      write(Path.of(output), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the counts to " + output, e);
    }
  }

  private void write(Path folder, CharSequence lines) throws IOException {
    Files.createDirectories(folder);
    Path unfinished = folder.resolve(".part-" + taskIndex);
    Files.writeString(unfinished, lines);
    Files.move(unfinished, folder.resolve("part-" + taskIndex), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    // The end of the line: emits nothing.
  }
}
