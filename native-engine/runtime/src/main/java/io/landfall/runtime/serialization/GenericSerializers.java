package io.landfall.runtime.serialization;

import io.landfall.api.serialization.Serializer;
import java.util.Objects;

/**
 * Makes generic serializers that find classes through one class loader. Safe for all threads; what
 * it makes belongs to one thread at a time.
 */
public final class GenericSerializers {

  private final ClassLoader classLoader;

  /**
   * @param classLoader that of the job's classes
   */
  public GenericSerializers(ClassLoader classLoader) {
    this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
  }

  /** A serializer for one thread; creation takes time, so keep it. */
  public Serializer<Object> create() {
    throw new UnsupportedOperationException(classLoader.toString());
  }

  /** Borrows one for a short while; give it back with {@link #recycle}. */
  public Serializer<Object> borrow() {
    return create();
  }

  /** Takes back what {@link #borrow} gave. */
  public void recycle(Serializer<Object> borrowed) {}
}
