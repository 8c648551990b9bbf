package io.landfall.storm.testing;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** What a test and the components of its topology share. */
public final class Script {

  /** One emit of the fed spout. */
  public record Emit(String stream, List<Object> values, Object messageId) {}

  public static final Queue<Emit> TO_EMIT = new ConcurrentLinkedQueue<>();
  public static final List<Object> ACKED = new CopyOnWriteArrayList<>();
  public static final List<Object> FAILED = new CopyOnWriteArrayList<>();
  public static final List<Object> SEEN = new CopyOnWriteArrayList<>();
  public static final List<String> CALLS = new CopyOnWriteArrayList<>();
  public static final List<List<Integer>> EMITTED_TO = new CopyOnWriteArrayList<>();
  public static final Map<String, Tuple> KEPT = new ConcurrentHashMap<>();
  public static final Map<String, OutputCollector> COLLECTORS = new ConcurrentHashMap<>();

  private Script() {}

  public static void clear() {
    TO_EMIT.clear();
    ACKED.clear();
    FAILED.clear();
    SEEN.clear();
    CALLS.clear();
    EMITTED_TO.clear();
    KEPT.clear();
    COLLECTORS.clear();
  }

  /** Has the fed spout emit a value on its default stream. */
  public static void feed(Object value, Object messageId) {
    TO_EMIT.add(new Emit("default", new Values(value), messageId));
  }

  /** What a scripted bolt does with a tuple. */
  @FunctionalInterface
  public interface Action extends Serializable {
    void execute(Tuple tuple, OutputCollector collector) throws Exception;
  }

  /** Emits what the test feeds it. */
  public static final class FedSpout extends BaseRichSpout {
    private static final long serialVersionUID = 1L;
    public transient SpoutOutputCollector collector;

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector c) {
      collector = c;
      CALLS.add("open " + context.getThisTaskId());
    }

    @Override
    public void nextTuple() {
      Emit emit = TO_EMIT.poll();
      if (emit != null) {
        EMITTED_TO.add(
            emit.messageId == null
                ? collector.emit(emit.stream, emit.values)
                : collector.emit(emit.stream, emit.values, emit.messageId));
        CALLS.add("emitted " + emit.messageId + " pending " + collector.getPendingCount());
      }
    }

    @Override
    public void ack(Object messageId) {
      ACKED.add(messageId);
      CALLS.add("ack " + messageId);
    }

    @Override
    public void fail(Object messageId) {
      FAILED.add(messageId);
      CALLS.add("fail " + messageId);
    }

    @Override
    public void activate() {
      CALLS.add("activate");
    }

    @Override
    public void deactivate() {
      CALLS.add("deactivate");
    }

    @Override
    public void close() {
      CALLS.add("close");
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("value"));
      declarer.declareStream("other", new Fields("value"));
      declarer.declareStream("direct", true, new Fields("value"));
    }
  }

  /** Emits its numbers in order, each once; its position is a field. */
  public static final class CountingSpout extends BaseRichSpout {
    private static final long serialVersionUID = 1L;
    private final int count;
    private int next;
    private final Map<Integer, Integer> pending = new java.util.TreeMap<>();
    private final List<Integer> again = new ArrayList<>();
    private transient SpoutOutputCollector collector;

    public CountingSpout(int count) {
      this.count = count;
    }

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector c) {
      collector = c;
    }

    @Override
    public void nextTuple() {
      if (!again.isEmpty()) {
        emit(again.remove(0));
      } else if (next < count) {
        emit(next++);
      }
    }

    private void emit(int number) {
      pending.put(number, number);
      collector.emit(new Values(number), number);
    }

    @Override
    public void ack(Object messageId) {
      pending.remove((Integer) messageId);
      ACKED.add(messageId);
    }

    @Override
    public void fail(Object messageId) {
      FAILED.add(messageId);
      if (pending.containsKey((Integer) messageId)) {
        again.add((Integer) messageId);
      }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("value"));
    }
  }

  /** Does what the test says. */
  public static final class ScriptedBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;
    private final Action action;
    private final String[] fields;
    private transient OutputCollector collector;

    public ScriptedBolt(Action action, String... fields) {
      this.action = action;
      this.fields = fields;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector c) {
      collector = c;
      COLLECTORS.put(context.getThisComponentId(), c);
      CALLS.add("prepare " + context.getThisTaskId());
    }

    @Override
    public void execute(Tuple tuple) {
      try {
        action.execute(tuple, collector);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void cleanup() {
      CALLS.add("cleanup");
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields(Arrays.asList(fields)));
    }
  }
}
