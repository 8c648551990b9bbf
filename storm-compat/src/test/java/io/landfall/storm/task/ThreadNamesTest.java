package io.landfall.storm.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadNamesTest {

  private final Thread current = Thread.currentThread();
  private final String before = current.getName();

  @AfterEach
  void giveTheNameBack() {
    current.setName(before);
  }

  @Test
  void executorsThatShareAThreadHaveTheirOwnNameInTurn() {
    TaskThread split = new TaskThread(null, "Thread-split-executor[4, 4]", null);
    TaskThread count = new TaskThread(null, "Thread-count-executor[2, 2]", null);
    for (int turn = 0; turn < 3; turn++) {
      split.enter();
      assertThat(current.getName()).isEqualTo("Thread-split-executor[4, 4]");
      count.enter();
      assertThat(current.getName()).isEqualTo("Thread-count-executor[2, 2]");
    }
  }

  @Test
  void javaKeepsTheNameWhereItIsLookedFor() {
    assertThat(ThreadNames.FIELD).as("needs --add-opens java.base/java.lang").isNotNull();

    ThreadNames.give(ThreadNames.FIELD, current, "by the field");

    assertThat(current.getName()).isEqualTo("by the field");
    assertThat(nameInDumps()).isEqualTo("by the field");
  }

  @Test
  void aJvmThatIsNotOpenIsAskedForEachName() {
    ThreadNames.give(null, current, "by a call");

    assertThat(current.getName()).isEqualTo("by a call");
    assertThat(nameInDumps()).isEqualTo("by a call");
  }

  private String nameInDumps() {
    return ManagementFactory.getThreadMXBean().getThreadInfo(current.getId()).getThreadName();
  }
}
