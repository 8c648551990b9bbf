package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlatLayoutTest {

  private static class Small {
    private boolean yes = true;
    private char letter = 'ß';
    protected short few = -2;
  }

  private static final class Large extends Small {
    private byte tiny = -1;

    private Large() {}
  }

  private static final class Fractions {
    float single = -0.0f;
    double more = Double.MIN_VALUE;
    transient int counted = Integer.MIN_VALUE;
    long most = Long.MIN_VALUE;
  }

  record Both(byte first, double second, boolean third, float fourth) {}

  record Positive(int number) {
    Positive {
      if (number <= 0) {
        throw new IllegalArgumentException("not above 0: " + number);
      }
    }
  }

  private static final class NoConstructor {
    int number;

    NoConstructor(int number) {
      this.number = number;
    }
  }

  private static final class Fixed {
    final int number = Integer.parseInt("1");
  }

  private static final class Boxed {
    Long number;
  }

  private static final class Five {
    int a;
    int b;
    int c;
    int d;
    int e;
  }

  private static final class Counter extends AtomicLong {
    private static final long serialVersionUID = 1L;
    int more;
  }

  private final class Inner {
    int number;
  }

  private enum Color {
    RED
  }

  static List<Object> flat() {
    Fractions fractions = new Fractions();
    Large large = new Large();
    large.tiny = 100;
    return List.of(
        Long.MIN_VALUE,
        0L,
        Integer.MIN_VALUE,
        -0.0,
        Double.NaN,
        new Flat(-7),
        large,
        new Small(),
        fractions,
        new Both((byte) 1, 2.5, true, -3f));
  }

  @ParameterizedTest
  @MethodSource("flat")
  void loadsWhatWasStored(Object value) {
    FlatLayout layout = FlatLayout.of(value);
    long[] words = new long[3 * layout.words];
    layout.store(value, words, layout.words);

    Object loaded = layout.load(words, layout.words);
    if (value instanceof Number) {
      assertThat(loaded).isEqualTo(value);
    } else {
      assertThat(loaded).usingRecursiveComparison().isEqualTo(value);
    }
    assertThat(loaded.getClass()).isEqualTo(value.getClass());
    assertThat(layout.fits(loaded)).isTrue();
    for (int i = 0; i < layout.words; i++) {
      assertThat(words[i]).isZero();
      assertThat(words[2 * layout.words + i]).isZero();
    }
  }

  @Test
  void loadsAnotherObjectEachTime() {
    FlatLayout layout = FlatLayout.of(new Flat(1));
    long[] words = new long[layout.words];
    layout.store(new Flat(7), words, 0);

    ((Flat) layout.load(words, 0)).number = 8;

    assertThat(layout.load(words, 0)).isEqualTo(new Flat(7));
  }

  @Test
  void keepsTheBitsOfFractions() {
    FlatLayout layout = FlatLayout.of(new Fractions());
    long[] words = new long[layout.words];
    Fractions fractions = new Fractions();
    fractions.more = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
    layout.store(fractions, words, 0);

    Fractions loaded = (Fractions) layout.load(words, 0);

    assertThat(Float.floatToRawIntBits(loaded.single)).isEqualTo(Float.floatToRawIntBits(-0.0f));
    assertThat(Double.doubleToRawLongBits(loaded.more)).isEqualTo(0x7ff8_0000_dead_beefL);
  }

  List<Object> notFlat() {
    return List.of(
        "text",
        1f,
        'c',
        new int[] {1},
        new Object(),
        new Date(),
        BigDecimal.ONE,
        new ArrayList<>(),
        new Positive(1),
        new NoConstructor(1),
        new Fixed(),
        new Boxed(),
        new Five(),
        new Counter(),
        new Inner(),
        Color.RED);
  }

  @Test
  void hasNoneForWhatItCannotMakeOfNumbersAlone() {
    for (Object value : notFlat()) {
      assertThat(FlatLayout.of(value)).as(value.getClass().getName()).isNull();
    }
  }

  @Test
  void fitsItsOwnClassOnly() {
    FlatLayout layout = FlatLayout.of(new Small());

    assertThat(layout.fits(new Small())).isTrue();
    assertThat(layout.fits(new Large())).isFalse();
    assertThat(layout.fits(null)).isFalse();
  }
}
