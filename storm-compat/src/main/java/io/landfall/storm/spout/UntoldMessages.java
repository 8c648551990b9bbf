package io.landfall.storm.spout;

import io.landfall.storm.capture.ChunkedList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The messages of a snapshot, as two columns, since under a high rate there are as many of them as
 * pass between two checkpoints.
 */
final class UntoldMessages {

  private final List<Object> messageIds = new ChunkedList<>();
  private final BitSet leftOut = new BitSet();
  private long[] treeIds;

  UntoldMessages(int expectedCount) {
    treeIds = new long[Math.max(1, expectedCount)];
  }

  void add(Object messageId, long treeId) {
    if (messageIds.size() == treeIds.length) {
      treeIds = Arrays.copyOf(treeIds, treeIds.length * 2);
    }
    treeIds[messageIds.size()] = treeId;
    messageIds.add(messageId);
  }

  List<Object> messageIds() {
    return messageIds;
  }

  /** This one cannot be written. */
  void leaveOut(int index) {
    leftOut.set(index);
  }

  /** In step with the message ids, without those left out. */
  long[] treeIds() {
    long[] kept = new long[messageIds.size() - leftOut.cardinality()];
    int count = 0;
    for (int i = 0; i < messageIds.size(); i++) {
      if (!leftOut.get(i)) {
        kept[count++] = treeIds[i];
      }
    }
    return kept;
  }
}
