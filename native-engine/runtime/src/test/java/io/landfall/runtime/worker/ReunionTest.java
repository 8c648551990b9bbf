package io.landfall.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReunionTest {

  private final Reunion<String> reunion = new Reunion<>(2);

  @Test
  void isNotDueWithAsManyThreadsAsThereWere() {
    reunion.add("a", 0, 1);
    reunion.add("b", 0, 1);

    assertThat(reunion.isDue()).isFalse();
  }

  @Test
  void hasTheOneWithFewerGroupsGiveThem() {
    reunion.add("a", 0, 2);
    reunion.add("b", 1, 3);
    reunion.add("c", 0, 1);

    assertThat(reunion.isDue()).isTrue();
    assertThat(reunion.giver()).isEqualTo("c");
    assertThat(reunion.taker()).isEqualTo("a");
  }

  @Test
  void hasTheOneThatCameFirstGiveThemIfItHasFewer() {
    reunion.add("a", 1, 1);
    reunion.add("b", 1, 5);
    reunion.add("c", 0, 1);

    assertThat(reunion.giver()).isEqualTo("a");
    assertThat(reunion.taker()).isEqualTo("b");
  }

  /** With one group of each share on a thread of its own, any two with few might have joined. */
  @Test
  void bringsOnlyThoseTogetherThatBeganTogether() {
    reunion.add("spout 0", 0, 1);
    reunion.add("spout 1", 1, 1);
    reunion.add("the rest of 0", 0, 2);
    reunion.add("the rest of 1", 1, 2);

    assertThat(reunion.giver()).isEqualTo("spout 0");
    assertThat(reunion.taker()).isEqualTo("the rest of 0");
  }
}
