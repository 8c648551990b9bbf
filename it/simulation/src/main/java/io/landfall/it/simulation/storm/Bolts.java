package io.landfall.it.simulation.storm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.storm.topology.IRichBolt;
import org.apache.storm.tuple.Tuple;

/** The bolts of {@link BoltPlan.Kind}, but for the basic one. */
final class Bolts {

  private Bolts() {}

  /**
   * @param directTargets the bolts that take what it emits directly
   */
  static IRichBolt make(long worldId, int component, BoltPlan plan, String[] directTargets) {
    return switch (plan.kind()) {
      case FORWARD -> new Forward(worldId, component, plan, directTargets, true);
      case UNANCHORED -> new Forward(worldId, component, plan, directTargets, false);
      case SPLIT -> new Split(worldId, component, plan, directTargets);
      case GATE -> new Gate(worldId, component, plan, directTargets);
      case JOIN -> new Join(worldId, component, plan, directTargets);
      case HOLD -> new Hold(worldId, component, plan);
      case COUNT -> new Count(worldId, component, plan, directTargets);
      case LOOP -> new Loop(worldId, component, plan, directTargets);
      case BASIC -> throw new IllegalArgumentException(plan + " is no rich bolt");
    };
  }

  /** The other half of a cycle of two. */
  static IRichBolt echo(long worldId, int component) {
    return new Echo(worldId, component);
  }

  private static final class Forward extends StepBolt {
    private static final long serialVersionUID = 1L;
    private final boolean anchored;

    Forward(long worldId, int component, BoltPlan plan, String[] directTargets, boolean anchored) {
      super(worldId, component, plan.foreign(), directTargets);
      this.anchored = anchored;
    }

    @Override
    void executeOwn(Tuple tuple) {
      settling(
          () -> {
            emit(anchored ? List.of(tuple) : null, items(tuple));
            ack(tuple);
          });
    }
  }

  private static final class Split extends StepBolt {
    private static final long serialVersionUID = 1L;
    private final int parts;

    Split(long worldId, int component, BoltPlan plan, String[] directTargets) {
      super(worldId, component, plan.foreign(), directTargets);
      this.parts = plan.amount() + 1;
    }

    @Override
    void executeOwn(Tuple tuple) {
      settling(
          () -> {
            for (long item : items(tuple)) {
              for (int i = 0; i < parts; i++) {
                emit(List.of(tuple), new ArrayList<>(List.of(Items.part(item, i))));
              }
            }
            ack(tuple);
          });
    }
  }

  private static final class Gate extends StepBolt {
    private static final long serialVersionUID = 1L;
    private final Set<Long> seen = new HashSet<>();

    Gate(long worldId, int component, BoltPlan plan, String[] directTargets) {
      super(worldId, component, plan.foreign(), directTargets);
    }

    @Override
    void executeOwn(Tuple tuple) {
      List<Long> items = items(tuple);
      if (seen.add(items.get(0))) {
        surroundings().failing(items.get(0));
        settling(() -> fail(tuple));
      } else {
        settling(
            () -> {
              emit(List.of(tuple), items);
              ack(tuple);
            });
      }
    }
  }

  /** Keeps tuples, and does something with all of them at once when it has enough, or ticks. */
  private abstract static class Holding extends StepBolt {
    private static final long serialVersionUID = 1L;
    private final int heldCount;

    Holding(long worldId, int component, BoltPlan plan, String[] directTargets) {
      super(worldId, component, plan.foreign(), directTargets);
      this.heldCount = plan.heldCount();
    }

    abstract List<Tuple> held();

    @Override
    final void executeOwn(Tuple tuple) {
      held().add(tuple);
      if (held().size() >= heldCount) {
        settling(this::ticked);
      }
    }
  }

  private static final class Join extends Holding {
    private static final long serialVersionUID = 1L;
    private final List<Tuple> held = new ArrayList<>();

    Join(long worldId, int component, BoltPlan plan, String[] directTargets) {
      super(worldId, component, plan, directTargets);
    }

    @Override
    List<Tuple> held() {
      return held;
    }

    @Override
    void ticked() {
      for (int i = 0; i < held.size(); i += 2) {
        List<Tuple> pair = List.copyOf(held.subList(i, Math.min(i + 2, held.size())));
        List<Long> items = new ArrayList<>();
        pair.forEach(tuple -> items.addAll(items(tuple)));
        emit(pair, items);
      }
      held.forEach(this::ack);
      held.clear();
    }
  }

  private static final class Hold extends Holding {
    private static final long serialVersionUID = 1L;
    private final Map<Long, Integer> counts = new HashMap<>();
    private List<Tuple> held;

    Hold(long worldId, int component, BoltPlan plan) {
      super(worldId, component, plan, new String[0]);
    }

    @Override
    void prepared(BoltWatch watch) {
      held = new ArrayList<>();
      watch.countsIn(counts);
    }

    @Override
    List<Tuple> held() {
      return held;
    }

    @Override
    void ticked() {
      for (Tuple tuple : held) {
        watch().count(items(tuple));
        ack(tuple);
      }
      held = new ArrayList<>();
    }
  }

  private static final class Count extends StepBolt {
    private static final long serialVersionUID = 1L;
    private final boolean forwards;
    private transient Map<Long, Integer> counts;

    Count(long worldId, int component, BoltPlan plan, String[] directTargets) {
      super(worldId, component, plan.foreign(), directTargets);
      this.forwards = plan.forwards();
    }

    @Override
    void prepared(BoltWatch watch) {
      counts = new HashMap<>();
      watch.countsIn(counts);
    }

    @Override
    void executeOwn(Tuple tuple) {
      watch().count(items(tuple));
      settling(
          () -> {
            if (forwards) {
              emit(List.of(tuple), items(tuple));
            }
            ack(tuple);
          });
    }
  }

  private static final class Loop extends StepBolt {
    private static final long serialVersionUID = 1L;
    private final int lastHop;

    Loop(long worldId, int component, BoltPlan plan, String[] directTargets) {
      super(worldId, component, plan.foreign(), directTargets);
      this.lastHop = plan.amount() + 1;
    }

    @Override
    void executeOwn(Tuple tuple) {
      boolean fromItself = tuple.getSourceStreamId().equals(Items.AGAIN);
      int hop = fromItself ? tuple.getIntegerByField(Items.HOP) : 0;
      settling(
          () -> {
            List<Long> items = items(tuple);
            List<Long> hopped = new ArrayList<>();
            items.forEach(item -> hopped.add(Items.hop(item, hop)));
            emit(List.of(tuple), hopped);
            if (hop < lastHop) {
              emitAgain(tuple, items, hop + 1);
            }
            ack(tuple);
          });
    }
  }

  private static final class Echo extends StepBolt {
    private static final long serialVersionUID = 1L;

    Echo(long worldId, int component) {
      super(worldId, component, false, new String[0]);
    }

    @Override
    void executeOwn(Tuple tuple) {
      emitAgain(tuple, items(tuple), tuple.getIntegerByField(Items.HOP));
      ack(tuple);
    }
  }
}
