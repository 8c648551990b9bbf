package io.landfall.it.storm.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.tuple.Tuple;

/**
 * What arrived at the end of a topology. Components are copied by serialization, so the content is
 * found by name.
 */
public final class Collected {

  private static final Map<String, List<List<Object>>> ALL = new ConcurrentHashMap<>();

  private Collected() {}

  public static String newName() {
    String name = UUID.randomUUID().toString();
    ALL.put(name, new ArrayList<>());
    return name;
  }

  public static void add(String name, List<Object> values) {
    List<List<Object>> content = ALL.get(name);
    synchronized (content) {
      content.add(values);
    }
  }

  public static List<List<Object>> of(String name) {
    List<List<Object>> content = ALL.get(name);
    synchronized (content) {
      return new ArrayList<>(content);
    }
  }

  /** Collects the values of all its input. */
  public static final class Bolt extends BaseBasicBolt {
    private final String name;

    public Bolt(String name) {
      this.name = name;
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
      add(name, List.copyOf(input.getValues()));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }
}
