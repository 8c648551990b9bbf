package io.landfall.runtime.state;

import java.lang.invoke.MethodHandle;

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
          return type == Long.class ? new OfLongs() : FlatFields.layoutOf(type);
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

  /** By handles made for the class. */
  static final class OfFields extends FlatLayout {

    private final MethodHandle storing;
    private final MethodHandle loading;

    /**
     * @param storing of (Object, long[], int), gives nothing
     * @param loading of (long[], int), gives an Object
     */
    OfFields(Class<?> type, int words, MethodHandle storing, MethodHandle loading) {
      super(type, words);
      this.storing = storing;
      this.loading = loading;
    }

    @Override
    void store(Object value, long[] to, int at) {
      try {
        storing.invokeExact(value, to, at);
      } catch (Throwable e) {
        throw unexpected(e);
      }
    }

    @Override
    Object load(long[] from, int at) {
      try {
        return loading.invokeExact(from, at);
      } catch (Throwable e) {
        throw unexpected(e);
      }
    }

    /** Only a constructor of the class can have failed. */
    private static RuntimeException unexpected(Throwable thrown) {
      if (thrown instanceof RuntimeException runtime) {
        return runtime;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
      return new IllegalStateException(thrown);
    }
  }
}
