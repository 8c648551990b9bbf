package io.landfall.storm.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.runtime.serialization.GenericSerializers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.topology.BasicBoltExecutor;
import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which fields are data, and how they come back. */
class FieldCaptureTest {

  enum Mode {
    COLD,
    WARM
  }

  record Total(String name, long amount) {}

  /** A value of the user's that is not Serializable. */
  static final class Average {
    private double sum;
    private int count;
  }

  /** A client of something. */
  static final class Client {
    private Thread thread;
  }

  static class Bolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;
    final int limit;
    int seen;
    String last;
    Mode mode = Mode.COLD;
    transient Map<String, Integer> counts;
    final Map<String, Total> totals = new TreeMap<>();
    final Map<String, Integer> recent =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > 2;
          }
        };
    long[] buckets;
    AtomicLong number = new AtomicLong();
    Average average;
    transient OutputCollector collector;
    transient Logger log = LoggerFactory.getLogger(Bolt.class);
    transient Thread thread;
    transient ReentrantLock lock = new ReentrantLock();
    final transient Object monitor = new Object();
    transient List<Tuple> held = new ArrayList<>();
    transient Map<String, List<Tuple>> joins = new HashMap<>();
    transient Runnable function = () -> {};
    transient Client client = new Client();

    Bolt(int limit) {
      this.limit = limit;
    }

    @Override
    public void prepare(
        Map<String, Object> conf,
        org.apache.storm.task.TopologyContext context,
        OutputCollector c) {
      counts = new HashMap<>();
      buckets = new long[3];
    }

    @Override
    public void execute(Tuple tuple) {}

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }

  private static Bolt prepared(int limit) {
    Bolt bolt = new Bolt(limit);
    bolt.prepare(Map.of(), null, null);
    return bolt;
  }

  private static Map<String, Object> throughBytes(FieldCapture capture) throws IOException {
    SnapshotCodec codec =
        new SnapshotCodec(
            "bolt", new GenericSerializers(FieldCaptureTest.class.getClassLoader()).create());
    byte[] bytes =
        codec.write(
            new SnapshotCodec.Content(capture.take(), List.of(), new long[0], null),
            capture::drop,
            item -> {},
            () -> new long[0]);
    return codec.read(bytes).fields();
  }

  @Test
  void putsDataOfEveryShapeBack() throws Exception {
    Bolt before = prepared(10);
    final FieldCapture capture = new FieldCapture("bolt", before);
    before.seen = 5;
    before.last = "x";
    before.mode = Mode.WARM;
    before.counts.put("a", 3);
    before.totals.put("t", new Total("t", 9));
    before.recent.putAll(Map.of("one", 1, "two", 2));
    before.buckets[1] = 7;
    before.number.set(8);
    before.average = new Average();
    before.average.sum = 2.5;
    before.average.count = 2;
    Map<String, Object> taken = throughBytes(capture);
    Bolt after = prepared(10);
    Map<String, Integer> lru = after.recent;
    Map<String, Integer> counts = after.counts;

    new FieldCapture("bolt", after).putBack(taken);

    assertThat(after.seen).isEqualTo(5);
    assertThat(after.last).isEqualTo("x");
    assertThat(after.mode).isEqualTo(Mode.WARM);
    assertThat(after.counts).isSameAs(counts).containsExactly(Map.entry("a", 3));
    assertThat(after.totals).containsEntry("t", new Total("t", 9));
    assertThat(after.recent).isSameAs(lru).hasSize(2);
    after.recent.put("three", 3);
    assertThat(after.recent).hasSize(2);
    assertThat(after.buckets).containsExactly(0, 7, 0);
    assertThat(after.number.get()).isEqualTo(8);
    assertThat(after.average.sum).isEqualTo(2.5);
    assertThat(after.average.count).isEqualTo(2);
  }

  @Test
  void letsAChangedConstructorArgumentWinOverAnOldCheckpoint() throws Exception {
    Map<String, Object> taken = throughBytes(new FieldCapture("bolt", prepared(10)));
    Bolt after = prepared(20);
    new FieldCapture("bolt", after).putBack(taken);
    assertThat(after.limit).isEqualTo(20);
  }

  @Test
  void leavesWhatIsBoundToTheProcessToPrepareAndSaysWhy() {
    CapturePlan plan = new FieldCapture("bolt", prepared(1)).plan(false);
    assertThat(plan.left())
        .extracting(CapturePlan.Left::field)
        .containsExactlyInAnyOrder(
            "collector", "log", "thread", "lock", "monitor", "held", "joins", "function", "client");
    assertThat(plan.toString())
        .contains("captured fields: ", "counts", "log (a logger)", "held (holds input tuples)")
        .doesNotContain("\n");
  }

  @Test
  void dropsAFieldThatCannotBeWrittenAndKeepsTheOthers() throws Exception {
    Bolt before = prepared(1);
    FieldCapture capture = new FieldCapture("bolt", before);
    before.seen = 3;
    before.last = "kept";
    SnapshotCodec codec = new SnapshotCodec("bolt", new FailsOn("kept"));

    codec.write(
        new SnapshotCodec.Content(capture.take(), List.of(), new long[0], null),
        capture::drop,
        item -> {},
        () -> new long[0]);

    assertThat(capture.take().keySet()).noneMatch(name -> name.endsWith(".last"));
    assertThat(capture.take().keySet()).anyMatch(name -> name.endsWith(".seen"));
  }

  /** A serializer that dislikes one value. */
  private static final class FailsOn implements io.landfall.api.serialization.Serializer<Object> {
    private static final long serialVersionUID = 1L;
    private final Object disliked;

    FailsOn(Object disliked) {
      this.disliked = disliked;
    }

    @Override
    public void write(Object value, java.io.DataOutput out) throws IOException {
      if (reaches(value)) {
        throw new IOException("no");
      }
    }

    private boolean reaches(Object value) {
      return disliked.equals(value)
          || value instanceof Object[] array
              && java.util.Arrays.stream(array).anyMatch(this::reaches)
          || value instanceof Map<?, ?> map && map.values().stream().anyMatch(this::reaches);
    }

    @Override
    public Object read(java.io.DataInput in) {
      return null;
    }

    @Override
    public Object copy(Object value) {
      return value;
    }

    @Override
    public boolean isImmutable(Object value) {
      return false;
    }

    @Override
    public io.landfall.api.serialization.Serializer<Object> duplicate() {
      return this;
    }
  }

  static class ReadingSpout {
    private int line;
    private BufferedReader reader;
  }

  static class SeekingSpout {
    private long position;
    private java.io.RandomAccessFile file;
    private Random random = new Random();
  }

  @Test
  void opensASpoutAfreshThatReadsForwardOnly() {
    ReadingSpout spout = new ReadingSpout();
    spout.reader = new BufferedReader(new StringReader("x"));
    spout.line = 1;
    CapturePlan plan = new FieldCapture("spout", spout).plan(true);
    assertThat(plan.openedAfresh()).contains("reader");
    assertThat(plan.toString()).contains("opened afresh", "recognised by their ids");
    assertThat(spout.line).isEqualTo(1);
  }

  @Test
  void capturesThePositionOfASpoutThatCanSeek() {
    SeekingSpout spout = new SeekingSpout();
    CapturePlan plan = new FieldCapture("spout", spout).plan(true);
    assertThat(plan.openedAfresh()).isNull();
    assertThat(plan.captured()).contains("position");
    assertThat(spout.position).isZero();
    assertThat(spout.file).isNull();
    assertThat(spout.random).isNotNull();
  }

  static class Basic extends BaseBasicBolt {
    private static final long serialVersionUID = 1L;

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {}

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }

  @Test
  void looksInsideStormsWrappers() {
    Basic basic = new Basic();
    assertThat(UserObjects.unwrap(new BasicBoltExecutor(basic))).isSameAs(basic);
    assertThat(UserObjects.unwrap(basic)).isSameAs(basic);
  }
}
