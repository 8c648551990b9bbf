package io.landfall.runtime.state;

/**
 * How objects whose fields are numbers are kept as bare words, one for each field: with no object
 * for the collector to find, copy and remember, and none to fetch behind its reference. What is
 * loaded is another object each time. Safe for all threads.
 */
abstract class FlatLayout {

  /** More fields would make a page of few values large. */
  static final int MOST_WORDS = 4;

  private static final ClassValue<FlatLayout> LAYOUTS =
      new ClassValue<>() {
        @Override
        protected FlatLayout computeValue(Class<?> type) {
          if (type == Long.class) {
            return new OfLongs();
          }
          if (type == Double.class) {
            return new OfDoubles();
          }
          return type == Integer.class ? new OfIntegers() : FlatFields.layoutOf(type);
        }
      };

  private final Class<?> type;

  /** How many words an object takes, from 1 to {@link #MOST_WORDS}. */
  final int words;

  FlatLayout(Class<?> type, int words) {
    this.type = type;
    this.words = words;
  }

  /** Null if objects of this class have to be kept themselves. */
  static FlatLayout of(Object value) {
    return LAYOUTS.get(value.getClass());
  }

  /** True for an object that {@link #store} takes. */
  final boolean fits(Object value) {
    return value != null && value.getClass() == type;
  }

  /**
   * @param at the place of the first word
   */
  abstract void store(Object value, long[] to, int at);

  /** A new object that equals the one that was stored, by its fields. */
  abstract Object load(long[] from, int at);

  private static final class OfLongs extends FlatLayout {

    OfLongs() {
      super(Long.class, 1);
    }

    @Override
    void store(Object value, long[] to, int at) {
      to[at] = (Long) value;
    }

    @Override
    Object load(long[] from, int at) {
      return from[at];
    }
  }

  private static final class OfIntegers extends FlatLayout {

    OfIntegers() {
      super(Integer.class, 1);
    }

    @Override
    void store(Object value, long[] to, int at) {
      to[at] = (Integer) value;
    }

    @Override
    Object load(long[] from, int at) {
      return (int) from[at];
    }
  }

  private static final class OfDoubles extends FlatLayout {

    OfDoubles() {
      super(Double.class, 1);
    }

    @Override
    void store(Object value, long[] to, int at) {
      to[at] = Double.doubleToRawLongBits((Double) value);
    }

    @Override
    Object load(long[] from, int at) {
      return Double.longBitsToDouble(from[at]);
    }
  }
}
