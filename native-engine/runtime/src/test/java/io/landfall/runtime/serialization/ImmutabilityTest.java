package io.landfall.runtime.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ImmutabilityTest {

  record Flat(String id, long amount, Instant at, BigDecimal price, TimeUnit unit) {}

  record Holding(String id, List<String> tags) {}

  record Chain(int value, Chain next) {}

  record WithArray(int[] values) {}

  static final class Final {
    private final Flat flat = null;
  }

  static final class Changing {
    private int count;
  }

  static class Open {
    private final int count = 1;
  }

  @Test
  void saysYesOfWhatCannotChange() {
    assertThat(List.of("x", 1L, 1, 1.5, 'c', true, BigDecimal.ONE, UUID.randomUUID()))
        .allMatch(Immutability::isImmutable);
    assertThat(List.of(Instant.EPOCH, Duration.ZERO, TimeUnit.DAYS, new Final()))
        .allMatch(Immutability::isImmutable);
    assertThat(Immutability.isImmutable(new Flat("a", 1, null, null, null))).isTrue();
    assertThat(Immutability.isImmutable(new Chain(1, new Chain(2, null)))).isTrue();
    assertThat(Immutability.isImmutable(null)).isTrue();
  }

  static final class Node {
    private long value;
    private Node next;
  }

  static class Counter extends Open {
    private Instant since;
  }

  static final class Listed extends ArrayList<String> {
    private static final long serialVersionUID = 1L;
    private int count;
  }

  static final class Replaced implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long sum = 1;

    private Object writeReplace() {
      return List.of(sum);
    }
  }

  @Test
  void saysWhatIsFlat() {
    assertThat(List.of(new Changing(), new Counter(), new Open())).allMatch(Immutability::isFlat);
    assertThat(List.of(new Node(), new Holding("a", List.of()), new WithArray(new int[1])))
        .noneMatch(Immutability::isFlat);
    assertThat(List.of(new Listed(), new ArrayList<>(), new int[0], new Date(0), new AtomicLong()))
        .noneMatch(Immutability::isFlat);
    assertThat(Immutability.isFlat(new Replaced())).as("stored as something else").isFalse();
  }

  @Test
  void saysNoInDoubt() {
    assertThat(Immutability.isImmutable(new Holding("a", List.of()))).isFalse();
    assertThat(Immutability.isImmutable(new WithArray(new int[1]))).isFalse();
    assertThat(Immutability.isImmutable(new Changing())).isFalse();
    assertThat(Immutability.isImmutable(new Open())).isFalse();
    assertThat(Immutability.isImmutable(new ArrayList<>())).isFalse();
    assertThat(Immutability.isImmutable(List.of(1))).isFalse();
    assertThat(Immutability.isImmutable(new int[0])).isFalse();
    assertThat(Immutability.isImmutable(new AtomicLong())).isFalse();
    assertThat(Immutability.isImmutable(new Date(0))).isFalse();
    assertThat(Immutability.isImmutable(new StringBuilder())).isFalse();
  }
}
