package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.operators.spi.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPlanTest {

  /** To be planned only. */
  private static final class Planned extends MayBlock {
    Planned() {
      super(subtask -> {});
    }

    @Override
    public Operator create(int subtaskIndex) {
      throw new UnsupportedOperationException("only planned");
    }
  }

  private final StreamEnvironment env = StreamEnvironment.create("plan");

  @Test
  void chainsForwardEdgesOfEqualParallelism() throws Exception {
    env.fromElements(1).map(n -> n).filter(n -> true).print();

    assertThat(chains()).containsExactly(List.of("collection", "map", "filter", "print"));
  }

  @Test
  void breaksTheChainAtAShuffle() throws Exception {
    env.fromElements(1).map(n -> n).keyBy(n -> n).reduce(Integer::sum).print();

    assertThat(chains()).containsExactly(List.of("collection", "map"), List.of("reduce", "print"));
  }

  @Test
  void breaksTheChainWhereTheUserSaysSo() throws Exception {
    env.fromElements(1)
        .map(n -> n)
        .name("head")
        .startNewChain()
        .map(n -> n)
        .name("alone")
        .disableChaining()
        .map(n -> n)
        .name("tail");

    assertThat(chains())
        .containsExactly(List.of("collection"), List.of("head"), List.of("alone"), List.of("tail"));
  }

  @Test
  void chainsOneOfSeveralReaders() throws Exception {
    var numbers = env.fromElements(1);
    numbers.map(n -> n).name("one");
    numbers.map(n -> n).name("two");

    assertThat(chains()).containsExactly(List.of("collection", "one"), List.of("two"));
  }

  @Test
  void doesNotChainBehindAUnion() throws Exception {
    env.fromElements(1).union(env.fromElements(2)).map(n -> n);

    assertThat(chains())
        .containsExactly(List.of("collection"), List.of("collection"), List.of("map"));
  }

  @Test
  void chainsNothingBehindAnOperatorThatMayBlock() throws Exception {
    env.fromElements(1).map(n -> n).<Integer>transform(new Planned()).map(n -> n).name("behind");

    assertThat(chains())
        .containsExactly(List.of("collection", "map", "may-block"), List.of("behind"));
    assertThat(JobPlan.of(env.graph()).chains().get(0).last().name()).isEqualTo("may-block");
  }

  @Test
  void givesTheSameJobTheSameUidsEveryTime() throws Exception {
    assertThat(OperatorUids.of(words("words"))).isEqualTo(OperatorUids.of(words("words")));
  }

  @Test
  void keepsTellingTwinsApart() throws Exception {
    env.fromElements(1).print();
    env.fromElements(2).print();

    assertThat(OperatorUids.of(env.graph()).values()).doesNotHaveDuplicates();
  }

  @Test
  void refusesAJobWithoutOperators() {
    assertThatThrownBy(() -> JobPlan.of(env.graph()))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("add a source");
  }

  private static io.landfall.api.graph.LogicalGraph words(String name) {
    StreamEnvironment words = StreamEnvironment.create(name);
    words.fromElements("a").map(w -> w).keyBy(w -> w).reduce((a, b) -> a).print();
    return words.graph();
  }

  private List<List<String>> chains() throws JobRefusedException {
    return JobPlan.of(env.graph()).chains().stream()
        .map(chain -> chain.operators().stream().map(LogicalOperator::name).toList())
        .toList();
  }
}
