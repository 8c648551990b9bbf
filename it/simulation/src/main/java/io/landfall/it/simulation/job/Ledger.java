package io.landfall.it.simulation.job;

import io.landfall.it.simulation.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The store behind a two-phase sink: transactions, and what those that were committed hold. Strict:
 * a commit of what was aborted, or never prepared, is a violation.
 */
final class Ledger {

  private enum State {
    OPEN,
    PREPARED,
    COMMITTED,
    ABORTED
  }

  private static final class Transaction {
    final int subtask;
    final List<Long> values = new ArrayList<>();
    State state = State.OPEN;
    long checkpointId = -1;

    Transaction(int subtask) {
      this.subtask = subtask;
    }
  }

  private final World world;
  private final String name;
  private final Map<Long, Transaction> transactions = new TreeMap<>();
  private final Map<Long, Integer> committed = new HashMap<>();
  private long nextId = 1;

  Ledger(World world, String name) {
    this.world = world;
    this.name = name;
  }

  /** How often each value was committed. */
  Map<Long, Integer> committed() {
    return committed;
  }

  /**
   * A writer opens: what earlier ones in its place left behind and no restored checkpoint knows of
   * is aborted.
   */
  void abortLeftovers(int subtask, int parallelism, long restoredCheckpointId) {
    world.touch();
    for (Transaction each : transactions.values()) {
      boolean unknown =
          each.state == State.OPEN
              || each.state == State.PREPARED && each.checkpointId > restoredCheckpointId;
      if (unknown && each.subtask % parallelism == subtask) {
        each.state = State.ABORTED;
      }
    }
  }

  long begin(int subtask) {
    long id = nextId++;
    transactions.put(id, new Transaction(subtask));
    return id;
  }

  void write(long id, long value) {
    world.touch();
    require(id, State.OPEN, "write into").values.add(value);
  }

  void prepare(long id, long checkpointId) {
    world.touch();
    Transaction transaction = require(id, State.OPEN, "prepare");
    transaction.state = State.PREPARED;
    transaction.checkpointId = checkpointId;
    world.trace(() -> name + ": transaction " + id + " prepared for " + checkpointId);
  }

  void commit(long id) {
    world.touch();
    if (transactions.get(id).state == State.COMMITTED) {
      return;
    }
    Transaction transaction = require(id, State.PREPARED, "commit");
    transaction.state = State.COMMITTED;
    transaction.values.forEach(value -> committed.merge(value, 1, Integer::sum));
    world.trace(() -> name + ": transaction " + id + " committed: " + transaction.values);
    world.touched();
  }

  void abort(long id) {
    world.touch();
    Transaction transaction = transactions.get(id);
    if (transaction.state == State.COMMITTED) {
      world.violation(name + ": abort of transaction " + id + ", which is committed");
    }
    transaction.state = State.ABORTED;
  }

  private Transaction require(long id, State state, String what) {
    Transaction transaction = transactions.get(id);
    if (transaction.state != state) {
      world.violation(
          name + ": " + what + " transaction " + id + ", which is " + transaction.state);
    }
    return transaction;
  }

  /** Transactions that the job left undecided although it has ended. */
  List<String> undecided() {
    List<String> left = new ArrayList<>();
    transactions.forEach(
        (id, transaction) -> {
          if (transaction.state == State.OPEN || transaction.state == State.PREPARED) {
            left.add(name + ": transaction " + id + " was left " + transaction.state);
          }
        });
    return left;
  }
}
