package io.landfall.storm.ack;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.storm.conf.Guarantee;
import io.landfall.storm.testing.Script;
import io.landfall.storm.testing.Script.Action;
import io.landfall.storm.testing.Script.FedSpout;
import io.landfall.storm.testing.Script.ScriptedBolt;
import io.landfall.storm.testing.TopologyHarness;
import io.landfall.storm.tuple.StormTuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Acks and fails reach the spout exactly as Storm's ackers would send them. */
class AckingTest {

  private final Map<String, Object> conf = new HashMap<>();

  @BeforeEach
  void clear() {
    Script.clear();
    conf.put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 10);
  }

  private TopologyHarness run(TopologyBuilder builder) {
    return new TopologyHarness(builder.createTopology(), conf, Guarantee.AT_LEAST_ONCE);
  }

  private static TopologyBuilder spoutAnd(String id, Action action) {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new FedSpout());
    builder.setBolt(id, new ScriptedBolt(action, "value")).shuffleGrouping("spout");
    return builder;
  }

  private static final Action KEEP =
      (tuple, collector) -> Script.KEPT.put("" + tuple.getValue(0), tuple);

  @Test
  void acksTheVeryIdOnceTheWholeTreeIsAcked() {
    TopologyBuilder builder =
        spoutAnd(
            "split",
            (tuple, collector) -> {
              collector.emit(tuple, new Values("left"));
              collector.emit(tuple, new Values("right"));
              collector.ack(tuple);
            });
    builder.setBolt("leaf", new ScriptedBolt(KEEP)).shuffleGrouping("split");
    Object id = new Object();
    try (TopologyHarness harness = run(builder)) {
      Script.feed("root", id);
      harness.steps(2);
      Script.COLLECTORS.get("leaf").ack(Script.KEPT.get("left"));
      harness.steps(1);
      assertThat(Script.ACKED).isEmpty();

      Script.COLLECTORS.get("leaf").ack(Script.KEPT.get("right"));
      harness.steps(1);

      assertThat(Script.ACKED).hasSize(1);
      assertThat(Script.ACKED.get(0)).isSameAs(id);
      assertThat(Script.FAILED).isEmpty();
    }
  }

  @Test
  void failsEveryMessageThatAFailedTupleWasAnchoredTo() {
    TopologyBuilder builder = spoutAnd("join", KEEP);
    builder.setBolt("leaf", new ScriptedBolt(KEEP)).shuffleGrouping("join");
    try (TopologyHarness harness = run(builder)) {
      Script.feed("a", 1);
      Script.feed("b", 2);
      Script.feed("c", 3);
      harness.steps(3);
      Tuple a = Script.KEPT.get("a");
      Tuple b = Script.KEPT.get("b");
      Script.COLLECTORS.get("join").emit(List.of(a, b), new Values("joined"));
      List.of(a, b, Script.KEPT.get("c")).forEach(Script.COLLECTORS.get("join")::ack);
      harness.steps(1);
      assertThat(Script.ACKED).containsExactly(3);

      Script.COLLECTORS.get("leaf").fail(Script.KEPT.get("joined"));
      harness.steps(1);

      assertThat(Script.FAILED).containsExactlyInAnyOrder(1, 2);
      assertThat(Script.ACKED).containsExactly(3);
    }
  }

  @Test
  void acksEveryMessageOfAMultiAnchoredTuple() {
    TopologyBuilder builder = spoutAnd("join", KEEP);
    builder.setBolt("leaf", new ScriptedBolt(KEEP)).shuffleGrouping("join");
    try (TopologyHarness harness = run(builder)) {
      Script.feed("a", 1);
      Script.feed("b", 2);
      harness.steps(2);
      List<Tuple> anchors = new ArrayList<>(Script.KEPT.values());
      anchors.add(Script.KEPT.get("a"));
      Script.COLLECTORS.get("join").emit(anchors, new Values("joined"));
      anchors.forEach(Script.COLLECTORS.get("join")::ack);
      harness.steps(1);
      assertThat(Script.ACKED).isEmpty();

      Script.COLLECTORS.get("leaf").ack(Script.KEPT.get("joined"));
      harness.steps(1);

      assertThat(Script.ACKED).containsExactlyInAnyOrder(1, 2);
    }
  }

  @Test
  void toleratesASecondAckAndAFailAfterAnAck() {
    TopologyBuilder builder = spoutAnd("bolt", KEEP);
    builder.setBolt("second", new ScriptedBolt(KEEP)).shuffleGrouping("spout", "other");
    try (TopologyHarness harness = run(builder)) {
      Script.feed("a", 1);
      Script.feed("b", 2);
      harness.steps(2);
      Tuple a = Script.KEPT.get("a");
      Script.COLLECTORS.get("bolt").ack(a);
      Script.COLLECTORS.get("bolt").ack(a);
      Script.COLLECTORS.get("bolt").fail(a);
      harness.steps(1);

      assertThat(Script.ACKED).containsExactly(1);
      assertThat(Script.FAILED).isEmpty();
    }
  }

  @Test
  void failsBetweenOneAndTwoTimeoutsAndIgnoresLaterAcks() {
    try (TopologyHarness harness = run(spoutAnd("bolt", KEEP))) {
      harness.advanceSeconds(4);
      Script.feed("late", 1);
      harness.steps(1).advanceSeconds(10).steps(1);
      assertThat(Script.FAILED).isEmpty();

      harness.advanceSeconds(10).steps(1);
      Script.COLLECTORS.get("bolt").ack(Script.KEPT.get("late"));
      harness.steps(1);

      assertThat(Script.FAILED).containsExactly(1);
      assertThat(Script.ACKED).isEmpty();
    }
  }

  @Test
  void leavesAMessageItsTimeoutThoughTheTurnBeforeItCameLate() {
    try (TopologyHarness harness = run(spoutAnd("bolt", KEEP))) {
      harness.stallSeconds(29);
      Script.feed("young", 1);
      harness.steps(1).advanceSeconds(9).steps(1);
      assertThat(Script.FAILED).isEmpty();

      harness.advanceSeconds(12).steps(1);

      assertThat(Script.FAILED).containsExactly(1);
    }
  }

  @Test
  void startsTheTimeoutAnewOnReset() {
    try (TopologyHarness harness = run(spoutAnd("bolt", KEEP))) {
      Script.feed("slow", 1);
      harness.steps(1).advanceSeconds(15);
      Script.COLLECTORS.get("bolt").resetTimeout(Script.KEPT.get("slow"));
      harness.advanceSeconds(10).steps(1);
      assertThat(Script.FAILED).isEmpty();

      harness.advanceSeconds(10).steps(1);

      assertThat(Script.FAILED).containsExactly(1);
    }
  }

  @Test
  void neverTimesOutIfTimeoutsAreDisabled() {
    conf.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, false);
    try (TopologyHarness harness = run(spoutAnd("bolt", KEEP))) {
      Script.feed("kept", 1);
      harness.steps(1).advanceSeconds(100).steps(1);
      assertThat(Script.FAILED).isEmpty();
    }
  }

  @Test
  void tellsNothingOfMessagesWithoutAnId() {
    try (TopologyHarness harness =
        run(spoutAnd("bolt", (tuple, collector) -> collector.fail(tuple)))) {
      Script.feed("anonymous", null);
      harness.steps(1).advanceSeconds(100).steps(1);
      assertThat(Script.ACKED).isEmpty();
      assertThat(Script.FAILED).isEmpty();
    }
  }

  @Test
  void acksWithinTheEmitWhereAckingIsOff() {
    conf.put(Config.TOPOLOGY_ACKER_EXECUTORS, 0);
    try (TopologyHarness harness =
        run(spoutAnd("bolt", (tuple, collector) -> collector.fail(tuple)))) {
      Script.CALLS.clear();
      Script.feed("a", 1);
      harness.steps(3);
      assertThat(Script.CALLS)
          .filteredOn(call -> !call.equals("activate"))
          .containsExactly("ack 1", "emitted 1 pending 0");
      assertThat(Script.FAILED).isEmpty();
    }
  }

  @Test
  void acksAMessageThatNobodyReadsButNotWithinTheEmit() {
    try (TopologyHarness harness = run(spoutAnd("bolt", KEEP))) {
      Script.CALLS.clear();
      Script.TO_EMIT.add(new Script.Emit("other", new Values("unread"), 1));
      harness.steps(2);
      assertThat(Script.EMITTED_TO).containsExactly(List.of());
      assertThat(Script.CALLS)
          .filteredOn(call -> !call.equals("activate"))
          .containsExactly("emitted 1 pending 1", "ack 1");
    }
  }

  @Test
  void holdsTheSpoutBackAtMaxPending() {
    conf.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, 2);
    try (TopologyHarness harness = run(spoutAnd("bolt", KEEP))) {
      for (int i = 0; i < 5; i++) {
        Script.feed("v" + i, i);
      }
      harness.steps(10);
      assertThat(Script.KEPT).hasSize(2);

      Script.COLLECTORS.get("bolt").ack(Script.KEPT.get("v0"));
      harness.steps(10);

      assertThat(Script.KEPT).hasSize(3);
    }
  }

  @Test
  void tellsATreeOfAnAckAtOnceForTheBoltMayGoOnForLong() {
    Action goesOnAfterItsAck =
        (tuple, collector) -> {
          collector.ack(tuple);
          Script.SEEN.add(StormTuple.of(tuple).tree().isComplete());
        };
    try (TopologyHarness harness = run(spoutAnd("bolt", goesOnAfterItsAck))) {
      Script.feed("a", 1);
      harness.steps(2);

      assertThat(Script.SEEN).containsExactly(true);
      assertThat(Script.ACKED).containsExactly(1);
    }
  }

  @Test
  void doesWhatForeignThreadsAskForInTheirOrder() throws Exception {
    TopologyBuilder builder = spoutAnd("bolt", KEEP);
    builder.setBolt("leaf", new ScriptedBolt(KEEP)).shuffleGrouping("bolt");
    try (TopologyHarness harness = run(builder)) {
      Script.feed("a", 1);
      harness.steps(1);
      List<List<Integer>> targets = new ArrayList<>();
      Thread foreign =
          new Thread(
              () -> {
                Tuple a = Script.KEPT.get("a");
                targets.add(Script.COLLECTORS.get("bolt").emit(a, new Values("child")));
                Script.COLLECTORS.get("bolt").ack(a);
              });
      foreign.start();
      foreign.join();
      assertThat(targets.get(0)).hasSize(1);
      harness.steps(1);
      assertThat(Script.ACKED).isEmpty();

      Script.COLLECTORS.get("leaf").ack(Script.KEPT.get("child"));
      harness.steps(1);

      assertThat(Script.ACKED).containsExactly(1);
    }
  }

  @Test
  void callsTheLifecycleInStormsOrder() {
    TopologyHarness harness = run(spoutAnd("bolt", KEEP));
    harness.steps(1);
    harness.control().setActive(false);
    harness.steps(1);
    harness.close();
    assertThat(Script.CALLS)
        .filteredOn(call -> !call.startsWith("prepare") && !call.startsWith("open"))
        .containsExactly("activate", "deactivate", "cleanup", "close");
  }

  @Test
  void opensNoSpoutOfAnInactiveTopologyUntilItIsActivated() {
    TopologyHarness harness =
        new TopologyHarness(
            spoutAnd("bolt", KEEP).createTopology(), conf, Guarantee.AT_LEAST_ONCE, false);
    harness.steps(1);
    assertThat(Script.CALLS).noneMatch(call -> call.startsWith("open"));

    harness.control().setActive(true);
    harness.steps(1);

    assertThat(Script.CALLS).anyMatch(call -> call.startsWith("open")).contains("activate");
    harness.close();
  }
}
