package io.landfall.storm.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.storm.utils.Time;
import org.junit.jupiter.api.Test;

class SimulatedTimersTest {

  private final SimulatedTimers timers = SimulatedTimers.ofProcess();
  private final List<String> fired = new CopyOnWriteArrayList<>();

  @Test
  void firesWhatIsDueInTheOrderOfTime() {
    try (Time.SimulatedTime time = new Time.SimulatedTime()) {
      timers.schedule(2_000, () -> fired.add("second"));
      timers.schedule(1_000, () -> fired.add("first"));
      timers.schedule(3_000, () -> fired.add("third"));

      timers.fireDue();
      assertThat(fired).isEmpty();
      Time.advanceTime(2_000);
      timers.fireDue();
      assertThat(fired).containsExactly("first", "second");
    }
  }

  @Test
  void noticesTimeThatPassesWithoutItsBeingTold() throws Exception {
    try (Time.SimulatedTime time = new Time.SimulatedTime()) {
      CountDownLatch isFired = new CountDownLatch(1);
      timers.schedule(1_000, isFired::countDown);
      Time.advanceTime(1_000);

      assertThat(isFired.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aTimerThatFailsDoesNotKeepTheOthersFromFiring() {
    try (Time.SimulatedTime time = new Time.SimulatedTime()) {
      timers.schedule(
          1_000,
          () -> {
            throw new IllegalStateException("meant");
          });
      timers.schedule(1_000, () -> fired.add("other"));
      Time.advanceTime(1_000);
      timers.fireDue();

      assertThat(fired).containsExactly("other");
    }
  }
}
