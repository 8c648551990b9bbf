package io.landfall.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.channel.ChannelSender;
import io.landfall.runtime.channel.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Senders that have left their thread, each on one of its own. */
class FanInStress {

  private static final int SENDERS = 3;
  private static final int BARRIERS = 2_000;
  private static final int RECORDS_BETWEEN = 50;

  /**
   * @param number counted within its sender
   */
  private record Sent(int sender, int number) {}

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void losesDoublesAndReordersNothingAndKeepsEachRecordOnItsSideOfABarrier() throws Exception {
    FanIn fanIn = new FanIn(SENDERS, 16);
    ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    List<Future<?>> sending = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      int index = sender;
      sending.add(threads.submit(() -> send(index, fanIn.sender(index))));
    }
    threads.shutdown();

    int[] received = new int[SENDERS];
    long barriers = 0;
    Channel channel = fanIn.receiver();
    for (Object next; (next = channel.poll()) != Signal.EndOfInput.INSTANCE; ) {
      if (next instanceof Sent sent) {
        assertThat(sent.number()).isEqualTo(received[sent.sender()]++);
      } else if (next instanceof Signal.Barrier barrier) {
        assertThat(barrier.checkpointId()).isEqualTo(++barriers);
        assertThat(received).containsOnly((int) barriers * RECORDS_BETWEEN);
      } else {
        channel.release();
        Thread.yield();
      }
    }
    for (Future<?> each : sending) {
      each.get();
    }
    assertThat(barriers).isEqualTo(BARRIERS);
    assertThat(channel.poll()).isNull();
  }

  private static void send(int index, ChannelSender sender) {
    int number = 0;
    for (int barrier = 1; barrier <= BARRIERS; barrier++) {
      for (int i = 0; i < RECORDS_BETWEEN; i++) {
        Sent record = new Sent(index, number++);
        while (!sender.offer(record, number)) {
          Thread.yield();
        }
      }
      send(sender, new Signal.Barrier(barrier));
    }
    send(sender, Signal.EndOfInput.INSTANCE);
  }

  private static void send(ChannelSender sender, Signal signal) {
    while (!sender.offerSignal(signal, Channel.NO_TIMESTAMP)) {
      Thread.yield();
    }
  }
}
