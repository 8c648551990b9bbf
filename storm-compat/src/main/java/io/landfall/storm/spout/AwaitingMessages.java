package io.landfall.storm.spout;

import io.landfall.storm.ack.TupleTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Complete messages that wait for a checkpoint that covers them, in the order in which they were
 * completed. As columns, since under a high rate there are as many of them as pass between two
 * checkpoints: a tree each was most of what the collector had to copy. Task's thread.
 */
final class AwaitingMessages {

  private static final int CHUNK = 1 << 10;

  private static final class Chunk {
    final Object[] messageIds = new Object[CHUNK];
    final String[] streams = new String[CHUNK];
    final long[] treeIds = new long[CHUNK];
    final long[] epochs = new long[CHUNK];
    int size;
  }

  private List<Chunk> chunks = new ArrayList<>();
  private int count;

  int count() {
    return count;
  }

  void add(TupleTree tree) {
    add(tree.messageId(), tree.stream(), tree.id(), tree.lastEpoch());
  }

  private void add(Object messageId, String stream, long treeId, long epoch) {
    Chunk last = chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
    if (last == null || last.size == CHUNK) {
      last = new Chunk();
      chunks.add(last);
    }
    int at = last.size++;
    last.messageIds[at] = messageId;
    last.streams[at] = stream;
    last.treeIds[at] = treeId;
    last.epochs[at] = epoch;
    count++;
  }

  /** Tells of those that the checkpoint covers, and forgets them; others may come meanwhile. */
  void ackCovered(long checkpointId, SpoutLedger.Listener listener) {
    List<Chunk> waiting = chunks;
    chunks = new ArrayList<>();
    count = 0;
    for (Chunk chunk : waiting) {
      for (int i = 0; i < chunk.size; i++) {
        if (TupleTree.isCovered(chunk.epochs[i], checkpointId)) {
          listener.onAcked(chunk.messageIds[i], chunk.streams[i]);
        } else {
          add(chunk.messageIds[i], chunk.streams[i], chunk.treeIds[i], chunk.epochs[i]);
        }
      }
    }
  }

  void forEach(long checkpointId, SpoutLedger.Visitor visitor) {
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.size; i++) {
        boolean isClosed = TupleTree.isCovered(chunk.epochs[i], checkpointId);
        visitor.visit(chunk.messageIds[i], chunk.treeIds[i], isClosed);
      }
    }
  }
}
