package io.landfall.storm.spout;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.storm.ack.TupleTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwaitingMessagesTest {

  /** Several chunks of them. */
  private static final int COUNT = 5_000;

  private final AwaitingMessages awaiting = new AwaitingMessages();
  private final List<String> told = new ArrayList<>();

  /** Tells of what it hears, and nothing fails. */
  private final SpoutLedger.Listener listener =
      new SpoutLedger.Listener() {
        @Override
        public void onAcked(Object messageId, String stream) {
          told.add(messageId + " of " + stream);
        }

        @Override
        public void onFailed(Object messageId, String stream) {
          throw new AssertionError(messageId + " failed");
        }
      };

  private void add(long id, long epoch) {
    TupleTree tree = new TupleTree(id + 1, "message " + id, 1, epoch, null);
    tree.emittedOn(id % 2 == 0 ? "even" : "odd");
    awaiting.add(tree);
  }

  private static String toldOf(long id) {
    return "message " + id + " of " + (id % 2 == 0 ? "even" : "odd");
  }

  @Test
  void acksInOrderWhatACheckpointCoversAndKeepsTheRest() {
    List<String> covered = new ArrayList<>();
    List<String> later = new ArrayList<>();
    for (long id = 0; id < COUNT; id++) {
      boolean isCovered = id % 3 != 0;
      add(id, isCovered ? 6 : 7);
      (isCovered ? covered : later).add(toldOf(id));
    }
    assertThat(awaiting.count()).isEqualTo(COUNT);

    awaiting.ackCovered(7, listener);

    assertThat(told).isEqualTo(covered);
    assertThat(awaiting.count()).isEqualTo(later.size());
    told.clear();
    awaiting.ackCovered(7, listener);
    assertThat(told).isEmpty();
    awaiting.ackCovered(8, listener);
    assertThat(told).isEqualTo(later);
    assertThat(awaiting.count()).isZero();
  }

  @Test
  void keepsWhatIsAddedWhileItAcks() {
    add(0, 1);
    add(1, 5);
    SpoutLedger.Listener emitsAgain =
        new SpoutLedger.Listener() {
          @Override
          public void onAcked(Object messageId, String stream) {
            listener.onAcked(messageId, stream);
            add(2, 1);
          }

          @Override
          public void onFailed(Object messageId, String stream) {
            listener.onFailed(messageId, stream);
          }
        };

    awaiting.ackCovered(2, emitsAgain);

    assertThat(told).containsExactly(toldOf(0));
    assertThat(awaiting.count()).isEqualTo(2);
    told.clear();
    awaiting.ackCovered(9, listener);
    assertThat(told).containsExactlyInAnyOrder(toldOf(1), toldOf(2));
  }

  @Test
  void tellsASnapshotWhichAreClosed() {
    add(0, 3);
    add(1, 4);

    List<String> seen = new ArrayList<>();
    awaiting.forEach(4, (id, treeId, isClosed) -> seen.add(id + " " + treeId + " " + isClosed));

    assertThat(seen).containsExactly("message 0 1 true", "message 1 2 false");
    assertThat(awaiting.count()).isEqualTo(2);
  }
}
