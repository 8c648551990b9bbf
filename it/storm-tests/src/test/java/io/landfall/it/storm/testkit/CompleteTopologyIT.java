package io.landfall.it.storm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.storm.LocalCluster;
import org.apache.storm.Testing;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.testing.CompletableSpout;
import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topology that is run to its end is run to its end. */
class CompleteTopologyIT {

  private static final int NUMBERS = 100;

  private static final AtomicInteger ACKED = new AtomicInteger();
  private static CountDownLatch allAcked;

  @BeforeEach
  void reset() {
    ACKED.set(0);
    allAcked = new CountDownLatch(1);
  }

  @Test
  void tuplesThatNobodyAnchoredArriveInRealTimeToo() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new Numbers());
    builder.setBolt("unanchored", new Unanchored()).shuffleGrouping("numbers");
    builder.setBolt("late", new Late()).shuffleGrouping("unanchored");
    builder.setBolt("later", new Late()).shuffleGrouping("late");

    List<List<Object>> results;
    try (LocalCluster cluster = new LocalCluster()) {
      results =
          Testing.readTuples(Testing.completeTopology(cluster, builder.createTopology()), "later");
    }

    assertThat(results)
        .containsExactlyElementsOf(
            IntStream.range(0, NUMBERS).mapToObj(n -> List.<Object>of(n)).toList());
  }

  /** Ends when all its messages were acked. */
  private static final class Numbers extends BaseRichSpout implements CompletableSpout {
    private SpoutOutputCollector collector;
    private int next;

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector c) {
      collector = c;
    }

    @Override
    public void nextTuple() {
      if (next < NUMBERS) {
        collector.emit(new Values(next), next);
        next++;
      }
    }

    @Override
    public void ack(Object messageId) {
      ACKED.incrementAndGet();
    }

    @Override
    public boolean isExhausted() {
      boolean exhausted = ACKED.get() == NUMBERS;
      if (exhausted) {
        allAcked.countDown();
      }
      return exhausted;
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("number"));
    }
  }

  /** Emits for the same number, but acks it without waiting for what becomes of that. */
  private static final class Unanchored extends BaseRichBolt {
    private OutputCollector collector;

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector c) {
      collector = c;
    }

    @Override
    public void execute(Tuple input) {
      collector.emit(input.getValues());
      collector.ack(input);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("number"));
    }
  }

  /** Begins only when the test knows that the spout is exhausted. */
  private static final class Late extends BaseBasicBolt {

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
      try {
        allAcked.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      collector.emit(input.getValues());
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("number"));
    }
  }
}
