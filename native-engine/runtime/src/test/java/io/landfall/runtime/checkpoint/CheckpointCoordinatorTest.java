package io.landfall.runtime.checkpoint;

import static io.landfall.runtime.checkpoint.CheckpointPurpose.PERIODIC;
import static io.landfall.runtime.checkpoint.CheckpointPurpose.REQUESTED;
import static io.landfall.runtime.checkpoint.CheckpointPurpose.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.runtime.checkpoint.CheckpointCommand.Abort;
import io.landfall.runtime.checkpoint.CheckpointCommand.NotifyComplete;
import io.landfall.runtime.checkpoint.CheckpointCommand.Trigger;
import io.landfall.runtime.checkpoint.CheckpointCommand.WriteManifest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckpointCoordinatorTest {

  private final CheckpointCoordinator<String, Integer> coordinator =
      new CheckpointCoordinator<>(Set.of("a", "b"), 5);

  @Test
  void completesWhenAllTasksHaveAcknowledgedAndTheManifestIsDurable() {
    assertThat(coordinator.onIntervalElapsed()).containsExactly(new Trigger<>(5, PERIODIC));
    assertThat(coordinator.onTaskAcknowledged("a", 5, 1)).isEmpty();
    assertThat(coordinator.onTaskAcknowledged("b", 5, 2))
        .containsExactly(new WriteManifest<>(5, PERIODIC, Map.of("a", 1, "b", 2)));
    assertThat(coordinator.onManifestDurable(5)).containsExactly(new NotifyComplete<>(5, PERIODIC));
    assertThat(coordinator.onIntervalElapsed()).containsExactly(new Trigger<>(6, PERIODIC));
  }

  @Test
  void handsPartsOnInTheOrderOfTheirAcknowledgementInEachProcess() {
    List<String> tasks = IntStream.range(0, 20).mapToObj(i -> "task-" + i * 7 % 20).toList();
    CheckpointCoordinator<String, Integer> many =
        new CheckpointCoordinator<>(new HashSet<>(tasks), 5);
    many.onIntervalElapsed();

    List<CheckpointCommand<String, Integer>> last = List.of();
    for (String task : tasks) {
      last = many.onTaskAcknowledged(task, 5, 1);
    }

    WriteManifest<String, Integer> write = (WriteManifest<String, Integer>) last.get(0);
    assertThat(write.parts().keySet()).containsExactlyElementsOf(tasks);
  }

  @Test
  void countsATaskOnceHoweverOftenItAcknowledges() {
    coordinator.onIntervalElapsed();
    coordinator.onTaskAcknowledged("a", 5, 1);

    assertThat(coordinator.onTaskAcknowledged("a", 5, 1)).isEmpty();
  }

  @Test
  void beginsNoneWhileOneIsUnderWay() {
    coordinator.onIntervalElapsed();

    assertThat(coordinator.onIntervalElapsed()).isEmpty();
    assertThat(coordinator.onRequested(REQUESTED)).isEmpty();
  }

  @Test
  void beginsARequestedOneAsSoonAsTheOneUnderWayHasEnded() {
    coordinator.onIntervalElapsed();
    coordinator.onRequested(REQUESTED);

    assertThat(coordinator.onFailure(5, "disk full"))
        .containsExactly(new Abort<>(5, PERIODIC, "disk full"), new Trigger<>(6, REQUESTED));
  }

  @Test
  void ignoresWhatIsSaidOfACheckpointThatIsOver() {
    coordinator.onIntervalElapsed();
    coordinator.onFailure(5, "timeout");
    coordinator.onIntervalElapsed();

    assertThat(coordinator.onTaskAcknowledged("a", 5, 1)).isEmpty();
    assertThat(coordinator.onManifestDurable(5)).isEmpty();
    assertThat(coordinator.onFailure(5, "again")).isEmpty();
    assertThat(coordinator.pendingId()).isEqualTo(6);
  }

  @Test
  void beginsNoneBehindTheLast() {
    coordinator.onRequested(STOP);
    coordinator.onTaskAcknowledged("a", 5, 1);
    coordinator.onTaskAcknowledged("b", 5, 2);
    coordinator.onManifestDurable(5);

    assertThat(coordinator.onIntervalElapsed()).isEmpty();
    assertThat(coordinator.onRequested(REQUESTED)).isEmpty();
  }

  @Test
  void triesAgainAfterALastOneThatFailed() {
    coordinator.onRequested(STOP);
    coordinator.onFailure(5, "timeout");

    assertThat(coordinator.onRequested(STOP)).containsExactly(new Trigger<>(6, STOP));
  }
}
