package io.landfall.storm.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.storm.task.Activity;
import org.junit.jupiter.api.Test;

class IdlenessTest {

  private final Activity activity = new Activity();
  private final Idleness idleness = new Idleness(100);

  @Test
  void isReachedOnceEverySpoutWasAskedInVainForLongEnough() {
    Activity.Spout spout = activity.register();
    assertThat(idleness.isReached(true, activity, 0)).isFalse();
    askInVain(spout, 2);

    assertThat(idleness.isReached(true, activity, 99)).isFalse();
    assertThat(idleness.isReached(true, activity, 100)).isTrue();
  }

  @Test
  void isNotReachedByASpoutThatGetsNoProcessor() {
    Activity.Spout spout = activity.register();
    idleness.isReached(true, activity, 0);

    assertThat(idleness.isReached(true, activity, 1_000)).as("never asked").isFalse();
    askInVain(spout, 1);
    assertThat(idleness.isReached(true, activity, 2_000))
        .as("asked before, answered now")
        .isFalse();
    askInVain(spout, 1);
    assertThat(idleness.isReached(true, activity, 3_000)).isTrue();
  }

  @Test
  void isNotReachedWhileOneSpoutOfSeveralWasNotAsked() {
    Activity.Spout one = activity.register();
    activity.register();
    idleness.isReached(true, activity, 0);
    askInVain(one, 10);

    assertThat(idleness.isReached(true, activity, 1_000)).isFalse();
  }

  @Test
  void startsAnewWithEachMessageAndWhileOneIsPending() {
    Activity.Spout spout = activity.register();
    idleness.isReached(true, activity, 0);
    askInVain(spout, 2);
    spout.emitted();
    assertThat(idleness.isReached(true, activity, 150)).isFalse();
    askInVain(spout, 2);
    assertThat(idleness.isReached(true, activity, 200)).isFalse();
    spout.pending(1);
    assertThat(idleness.isReached(true, activity, 300)).isFalse();
    spout.pending(0);
    askInVain(spout, 2);
    assertThat(idleness.isReached(true, activity, 350)).isFalse();
    assertThat(idleness.isReached(true, activity, 400)).isTrue();
  }

  @Test
  void startsAnewWhenTheTopologyIsStartedAgain() {
    Activity.Spout before = activity.register();
    idleness.isReached(true, activity, 0);
    askInVain(before, 2);
    assertThat(idleness.isReached(false, activity, 150)).isFalse();
    activity.unregister(before);
    Activity.Spout after = activity.register();

    assertThat(idleness.isReached(true, activity, 1_000)).as("not asked yet").isFalse();
    askInVain(after, 2);
    assertThat(idleness.isReached(true, activity, 1_100)).isTrue();
  }

  private static void askInVain(Activity.Spout spout, int times) {
    for (int i = 0; i < times; i++) {
      spout.askedInVain();
    }
  }
}
