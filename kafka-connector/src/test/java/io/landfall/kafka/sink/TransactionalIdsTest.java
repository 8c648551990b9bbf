package io.landfall.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TransactionalIdsTest {

  private final TransactionalIds ids = new TransactionalIds("landfall-job.x-sink");

  @Test
  void knowsItsOwnNamesAgain() {
    assertThat(ids.name(3, 12)).isEqualTo("landfall-job.x-sink-3-12");
    assertThat(ids.subtaskOf(ids.name(3, 12))).isEqualTo(OptionalInt.of(3));
  }

  @Test
  void doesNotTakeTheNamesOfASinkWhosePrefixBeginsWithItsOwn() {
    assertThat(ids.subtaskOf(new TransactionalIds("landfall-job.x-sink-2").name(0, 1))).isEmpty();
    assertThat(ids.subtaskOf("landfall-jobsx-sink-0-1")).isEmpty();
    assertThat(ids.subtaskOf("landfall-job.x-sink-0")).isEmpty();
    assertThat(ids.subtaskOf("landfall-job.x-sink-0-99999999999")).isEmpty();
  }

  @Test
  void givesEachNameOfWhateverParallelismToOneSubtask() {
    for (int parallelism = 1; parallelism <= 5; parallelism++) {
      for (int user = 0; user < 9; user++) {
        int owners = 0;
        for (int subtask = 0; subtask < parallelism; subtask++) {
          owners += ids.isOwnedBy(ids.name(user, 0), subtask, parallelism) ? 1 : 0;
        }
        assertThat(owners).isEqualTo(1);
      }
      assertThat(ids.isOwnedBy(ids.name(0, 7), 0, parallelism)).as("its own").isTrue();
    }
  }
}
