package io.landfall.it.simulation.storm;

import java.util.List;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * What tuples carry, and the functions on it. A tuple holds one item or more: a bolt that joins
 * tuples makes one of their items, so that it does not matter which it joins.
 */
final class Items {

  static final String KEY = "key";
  static final String ITEMS = "items";
  static final String HOP = "hop";
  static final String SENDER = "sender";
  static final String NUMBER = "number";

  /** The streams of every component: which of the first two is up to the first item. */
  static final String MAIN = "main";

  static final String SIDE = "side";
  static final String DIRECT = "direct";

  /** From a looping bolt to itself, and back from an echo. */
  static final String AGAIN = "again";

  private static final long TASKS = 100;
  private static final long MESSAGES = 10_000;

  private Items() {}

  /** The item of a spout's message. */
  static long of(int spout, int task, long number) {
    return (spout * TASKS + task) * MESSAGES + number;
  }

  static long part(long item, int index) {
    return item * 31 + index;
  }

  static long hop(long item, int hop) {
    return item * 7 + hop;
  }

  static String stream(List<Long> items) {
    return mix(items.get(0)) % 3 == 0 ? SIDE : MAIN;
  }

  static int target(long key, int count) {
    return (int) Math.floorMod(mix(key), (long) count);
  }

  /** How many messages a spout emits at one request. */
  static int burst(long number) {
    return mix(number) % 4 == 0 ? 3 : 1;
  }

  /**
   * @param sender number of the instance that emits
   * @param number of the emit among those of the instance
   */
  static Values values(List<Long> items, int hop, int sender, long number) {
    return new Values(items.get(0), items, hop, sender, number);
  }

  static void declare(OutputFieldsDeclarer declarer) {
    Fields fields = new Fields(KEY, ITEMS, HOP, SENDER, NUMBER);
    declarer.declareStream(MAIN, fields);
    declarer.declareStream(SIDE, fields);
    declarer.declareStream(AGAIN, fields);
    declarer.declareStream(DIRECT, true, fields);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 31)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
