package io.landfall.storm.tuple;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.storm.ack.SettledTrees;
import io.landfall.storm.ack.TupleTree;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.storm.task.GeneralTopologyContext;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StormTupleTest {

  private static final int MOST_TUPLES = 2_000;

  private final SettledTrees settled = new SettledTrees(() -> {});
  private final TupleTree tree = new TupleTree(7, "message", 1, 0, settled);
  private final GeneralTopologyContext context =
      OneComponent.context(Map.of("default", new Fields(), "single", new Fields("value")));
  private final List<StormTuple> open = new ArrayList<>();
  private int made;

  /** Whether it is acked, and emits, while it is executed, or later, or both. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void itsTreeIsCompleteWithTheAckOfTheLastOneAndNotBefore(long seed) {
    Random random = new Random(seed);
    send();
    while (!open.isEmpty()) {
      assertThat(tree.isComplete()).isFalse();
      StormTuple tuple = open.get(random.nextInt(open.size()));
      boolean executed = random.nextInt(4) > 0;
      if (executed) {
        tuple.beginExecute();
      }
      emit(tuple, random);
      if (random.nextBoolean()) {
        if (executed && random.nextBoolean()) {
          tuple.endExecute();
          emit(tuple, random);
          ack(tuple);
        } else {
          ack(tuple);
          if (executed) {
            tuple.endExecute();
          }
        }
      } else if (executed) {
        tuple.endExecute();
      }
    }
    assertThat(tree.isComplete()).isTrue();
    assertThat(settled.takeAll()).isSameAs(tree);
  }

  @Test
  void isLoadedWithoutAskingAUsersOwnListAnything() {
    AtomicInteger asked = new AtomicInteger();
    List<Object> own =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            asked.incrementAndGet();
            return index;
          }

          @Override
          public int size() {
            asked.incrementAndGet();
            return 1;
          }
        };
    StormTuple tuple = new StormTuple(context, own, "component", 1, "single", tree);
    int askedByStorm = asked.get();

    tuple.load();

    assertThat(asked).hasValue(askedByStorm);
  }

  @Test
  void isLoadedAlsoWithoutValuesOrTrees() {
    new StormTuple(context, new Values(), "component", 1, "default", Lineage.NONE).load();
    new StormTuple(context, new Values((Object) null), "component", 1, "single", tree).load();
  }

  private void emit(StormTuple anchor, Random random) {
    int emits = made > MOST_TUPLES ? 0 : random.nextInt(random.nextBoolean() ? 3 : 40);
    for (int i = 0; i < emits; i++) {
      int targets = random.nextInt(4);
      anchor.growTree(targets);
      for (int target = 0; target < targets; target++) {
        send();
      }
    }
  }

  private void send() {
    made++;
    open.add(new StormTuple(context, List.of(), "component", 1, "default", tree));
  }

  private void ack(StormTuple tuple) {
    open.remove(tuple);
    assertThat(tuple.settle()).isTrue();
    tuple.ackTrees(0);
  }
}
