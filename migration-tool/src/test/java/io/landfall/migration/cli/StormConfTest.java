package io.landfall.migration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.migration.run.UserMistake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StormConfTest {

  private final StormConf conf = new StormConf();

  @Test
  void takesPairsOutFromAnywhereAndLeavesTheRest() throws UserMistake {
    assertThat(conf.addAll(List.of("in", "-c", "a=1", "--x", "-c", "b=c=d", "-c", "lone")))
        .containsExactly("in", "--x", "-c", "lone");
    assertThat(conf.values()).isEqualTo(Map.of("a", 1L, "b", "c=d"));
  }

  @Test
  void readsValuesAsJsonElseAsText() throws UserMistake {
    conf.addAll(
        List.of("-c", "n=2", "-c", "f=1.5", "-c", "t=true", "-c", "l=[1, \"x\"]", "-c", "s=2 x"));

    assertThat(conf.values())
        .isEqualTo(Map.of("n", 2L, "f", 1.5, "t", true, "l", List.of(1L, "x"), "s", "2 x"));
  }

  @Test
  void refusesWhatIsNoPair() {
    assertThatThrownBy(() -> conf.add("topology.workers"))
        .isInstanceOf(UserMistake.class)
        .hasMessageContaining("expected KEY=VALUE");
  }
}
