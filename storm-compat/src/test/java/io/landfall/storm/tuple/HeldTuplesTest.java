package io.landfall.storm.tuple;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.storm.ack.SettledTrees;
import io.landfall.storm.ack.TupleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.storm.task.GeneralTopologyContext;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldTuplesTest {

  private static final int STEPS = 5_000;
  private static final int RACES = 500_000;
  private static final int MOST_WAITS = 200;

  private final GeneralTopologyContext context =
      OneComponent.context(Map.of("default", new Fields("value")));
  private final SettledTrees settled = new SettledTrees(() -> {});
  private final HeldTuples held = new HeldTuples();
  private int made;

  private StormTuple tuple() {
    return tuple(new TupleTree(made, "message " + made, 1, 0, settled));
  }

  private StormTuple tuple(TupleTree tree) {
    return new StormTuple(context, new Values(made++), "component", 1, "default", tree);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void areKeptInTheOrderInWhichTheyCameWhicheverAreTakenOut(long seed) {
    Random random = new Random(seed);
    List<StormTuple> model = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      if (model.isEmpty() || random.nextInt(STEPS) > i) {
        StormTuple added = tuple();
        held.add(added);
        model.add(added);
      } else {
        held.remove(model.remove(random.nextInt(model.size())));
      }
      assertThat(held.count()).isEqualTo(model.size());
    }
    assertThat(held.heldAt(1)).containsExactlyElementsOf(model);
  }

  @Test
  void areLeftAloneByATupleThatIsNotHeld() {
    StormTuple one = tuple();
    held.add(one);

    held.remove(tuple());
    assertThat(held.heldAt(1)).containsExactly(one);

    held.remove(one);
    held.remove(one);
    assertThat(held.count()).isZero();
    assertThat(held.heldAt(1)).isEmpty();
  }

  @Test
  void keepTheirMessageIdsWhenTheyComeAndGo() {
    StormTuple one = tuple();
    held.add(one);
    var id = one.getMessageId();

    held.remove(one);

    assertThat(held.count()).isZero();
    assertThat(one.getMessageId()).isSameAs(id);
    assertThat(StormTuple.of(one)).isSameAs(one);
  }

  /** By their message id a bolt's own threads lead from a copy of a tuple back to it. */
  @Test
  void areFoundAgainAlthoughAnotherThreadWantsTheirMessageIdsMeanwhile() throws Exception {
    AtomicReference<StormTuple> offered = new AtomicReference<>();
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < RACES; i++) {
                StormTuple tuple;
                while ((tuple = offered.get()) == null) {
                  Thread.onSpinWait();
                }
                tuple.getMessageId();
                offered.set(null);
              }
            });
    other.setDaemon(true);
    other.start();
    for (int i = 0; i < RACES; i++) {
      StormTuple tuple = tuple();
      offered.set(tuple);
      // The two meet at some of these distances, whichever is faster.
      for (int wait = i % MOST_WAITS; wait > 0; wait--) {
        offered.getOpaque();
      }
      held.add(tuple);
      held.remove(tuple);
      while (offered.get() != null) {
        Thread.onSpinWait();
      }
    }
    other.join();
    assertThat(held.count()).isZero();
  }

  @Test
  void thatNobodyKnowsAnyMoreAreDropped() {
    StormTuple kept = tuple();
    StormTuple failed = tuple(TupleTree.detached());
    StormTuple last = tuple();
    List.of(kept, failed, last).forEach(held::add);
    failed.tree().fail();

    assertThat(held.heldAt(1)).containsExactly(kept, last);
    assertThat(held.count()).isEqualTo(2);
  }
}
