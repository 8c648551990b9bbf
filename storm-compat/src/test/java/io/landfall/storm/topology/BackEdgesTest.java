package io.landfall.storm.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.storm.topology.BackEdges.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackEdgesTest {

  private static Edge edge(String from, String to) {
    return new Edge(from, to);
  }

  @Test
  void findsNoneInADiamond() {
    assertThat(
            BackEdges.find(
                List.of("s", "a", "b", "c"),
                List.of(edge("s", "a"), edge("s", "b"), edge("a", "c"), edge("b", "c"))))
        .isEmpty();
  }

  @Test
  void findsASelfLoop() {
    assertThat(BackEdges.find(List.of("s", "a"), List.of(edge("s", "a"), edge("a", "a"))))
        .containsExactly(edge("a", "a"));
  }

  @Test
  void findsTheEdgeThatLeadsBackTowardsTheSpout() {
    assertThat(
            BackEdges.find(
                List.of("s", "a", "b", "c"),
                List.of(edge("s", "a"), edge("a", "b"), edge("b", "c"), edge("c", "a"))))
        .containsExactly(edge("c", "a"));
  }

  @Test
  void findsACycleThatNoSpoutReaches() {
    assertThat(BackEdges.find(List.of("s", "a", "b"), List.of(edge("a", "b"), edge("b", "a"))))
        .containsExactly(edge("b", "a"));
  }
}
