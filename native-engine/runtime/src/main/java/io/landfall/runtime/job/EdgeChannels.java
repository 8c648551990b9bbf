package io.landfall.runtime.job;

import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.channel.ChannelSender;
import io.landfall.runtime.channel.GrowableChannel;
import io.landfall.runtime.channel.SpscRing;
import io.landfall.runtime.task.FanIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The channels of one edge. Each sender has one to each receiver that it reaches; if those would be
 * many, senders that start on one thread share one.
 */
final class EdgeChannels {

  /** Slots over all channels of one edge; keeps large shuffles from taking the heap. */
  private static final int EDGE_SLOTS = 1 << 19;

  private static final int LEAST_CAPACITY = 16;

  private final List<List<ChannelSender>> bySender = new ArrayList<>();
  private final List<List<Channel>> byReceiver = new ArrayList<>();

  private EdgeChannels(int senders, int receivers) {
    for (int i = 0; i < senders; i++) {
      bySender.add(new ArrayList<>());
    }
    for (int i = 0; i < receivers; i++) {
      byReceiver.add(new ArrayList<>());
    }
  }

  /** From each sender to the receiver with the same index. */
  static EdgeChannels forward(int subtasks, int mostRecords) {
    EdgeChannels made = new EdgeChannels(subtasks, subtasks);
    int capacity = capacity(subtasks, mostRecords);
    for (int i = 0; i < subtasks; i++) {
      made.add(i, i, new SpscRing(capacity));
    }
    return made;
  }

  /**
   * For an edge that closes a cycle: each pair of subtasks has a channel that is never full.
   *
   * @param forward as above
   */
  static EdgeChannels feedback(int senders, int receivers, boolean forward) {
    EdgeChannels made = new EdgeChannels(senders, receivers);
    for (int receiver = 0; receiver < receivers; receiver++) {
      for (int sender = 0; sender < senders; sender++) {
        if (!forward || sender == receiver) {
          made.add(sender, receiver, new GrowableChannel());
        }
      }
    }
    return made;
  }

  /**
   * From each sender to each receiver.
   *
   * @param threadOf the thread that a sender starts on
   * @param mostUnshared up to so many channels, each pair of subtasks has one
   * @param mostRecords that a channel is to hold
   */
  static EdgeChannels full(
      int senders, int receivers, IntUnaryOperator threadOf, int mostUnshared, int mostRecords) {
    EdgeChannels made = new EdgeChannels(senders, receivers);
    boolean shared = senders * receivers > mostUnshared;
    Map<Integer, List<Integer>> bySharer = new LinkedHashMap<>();
    for (int sender = 0; sender < senders; sender++) {
      int sharer = shared ? threadOf.applyAsInt(sender) : sender;
      bySharer.computeIfAbsent(sharer, number -> new ArrayList<>()).add(sender);
    }
    int capacity = capacity(bySharer.size() * receivers, mostRecords);
    for (int receiver = 0; receiver < receivers; receiver++) {
      for (List<Integer> together : bySharer.values()) {
        made.connect(together, receiver, capacity);
      }
    }
    return made;
  }

  private static int capacity(int channels, int mostRecords) {
    return Math.min(mostRecords, Math.max(LEAST_CAPACITY, EDGE_SLOTS / channels));
  }

  private void connect(List<Integer> senders, int receiver, int capacity) {
    if (senders.size() == 1) {
      add(senders.get(0), receiver, new SpscRing(capacity));
      return;
    }
    FanIn fanIn = new FanIn(senders.size(), capacity);
    for (int i = 0; i < senders.size(); i++) {
      bySender.get(senders.get(i)).add(fanIn.sender(i));
    }
    byReceiver.get(receiver).add(fanIn.receiver());
  }

  private void add(int sender, int receiver, Channel channel) {
    bySender.get(sender).add(channel);
    byReceiver.get(receiver).add(channel);
  }

  /** What a subtask writes to, in the order of the receivers. */
  List<ChannelSender> ofSender(int subtask) {
    return bySender.get(subtask);
  }

  /** What a subtask reads. */
  List<Channel> ofReceiver(int subtask) {
    return byReceiver.get(subtask);
  }
}
