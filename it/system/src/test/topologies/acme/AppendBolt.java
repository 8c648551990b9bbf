package acme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.tuple.Tuple;

/** Appends each tuple's first value to a file. */
public class AppendBolt extends BaseBasicBolt {
  private final String file;

  public AppendBolt(String file) {
    this.file = file;
  }

  public void execute(Tuple tuple, BasicOutputCollector collector) {
    try {
      Files.writeString(
          Path.of(file),
          tuple.getValue(0) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
