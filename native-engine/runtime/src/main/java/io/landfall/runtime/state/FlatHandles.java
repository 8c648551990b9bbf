package io.landfall.runtime.state;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * A layout by handles that were made for a class. Each layout is of a hidden copy of this class, so
 * that its handles are constants: what they do is compiled into the place that calls them, which
 * took a call through several references otherwise. This one itself is never initialized.
 */
final class FlatHandles extends FlatLayout {

  private static final MethodHandle STORING;
  private static final MethodHandle LOADING;

  static {
    try {
      FlatFields.Handles handles =
          MethodHandles.classData(MethodHandles.lookup(), "_", FlatFields.Handles.class);
      STORING = handles.storing();
      LOADING = handles.loading();
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  FlatHandles(Class<?> type, int words) {
    super(type, words);
  }

  @Override
  void store(Object value, long[] to, int at) {
    try {
      STORING.invokeExact(value, to, at);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  Object load(long[] from, int at) {
    try {
      return LOADING.invokeExact(from, at);
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
