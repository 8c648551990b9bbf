package io.landfall.runtime.serialization;

import io.landfall.api.serialization.Serializer;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes generic serializers that find classes through one class loader. Safe for all threads; what
 * it makes belongs to one thread at a time.
 */
public final class GenericSerializers {

  private final ClassLoader classLoader;

  /** At most as long as there were borrowers at one time. */
  private final ConcurrentLinkedQueue<Serializer<Object>> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param classLoader that of the job's classes
   */
  public GenericSerializers(ClassLoader classLoader) {
    this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
  }

  /**
   * A serializer for one thread. Keep it: its first use of a type that is not one of the simple
   * ones takes tens of milliseconds.
   */
  public Serializer<Object> create() {
    return new GenericSerializer(classLoader);
  }

  /** Borrows one for a short while; give it back with {@link #recycle}. */
  public Serializer<Object> borrow() {
    Serializer<Object> serializer = idle.poll();
    return serializer != null ? serializer : create();
  }

  /** Takes back what {@link #borrow} gave. */
  public void recycle(Serializer<Object> borrowed) {
    idle.add(borrowed);
  }
}
