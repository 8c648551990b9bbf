package io.landfall.runtime.serialization;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes generic serializers that find classes through one class loader. Safe for all threads; what
 * it makes belongs to one thread at a time.
 */
public final class GenericSerializers {

  private final ClassLoader classLoader;

  /** At most as long as there were borrowers at one time. */
  private final ConcurrentLinkedQueue<SectionSerializer> idle = new ConcurrentLinkedQueue<>();

  /** What {@link #create} gave, for {@link #reclaim}; null if that will not be called. */
  private final List<SectionSerializer> given;

  /**
   * @param classLoader that of the job's classes
   */
  public GenericSerializers(ClassLoader classLoader) {
    this(classLoader, null);
  }

  private GenericSerializers(ClassLoader classLoader, List<SectionSerializer> given) {
    this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
    this.given = given;
  }

  /**
   * Such that whoever knows that nobody uses any of them any more can {@link #reclaim} them all.
   * For one thread.
   */
  public static GenericSerializers reclaimable(ClassLoader classLoader) {
    return new GenericSerializers(classLoader, new ArrayList<>());
  }

  /**
   * A serializer for one thread. Keep it: its first use of a type that is not one of the simple
   * ones takes tens of milliseconds.
   */
  public SectionSerializer create() {
    if (given == null) {
      return new GenericSerializer(classLoader);
    }
    SectionSerializer serializer = borrow();
    given.add(serializer);
    return serializer;
  }

  /** Borrows one for a short while; give it back with {@link #recycle}. */
  public SectionSerializer borrow() {
    SectionSerializer serializer = idle.poll();
    return serializer != null ? serializer : new GenericSerializer(classLoader);
  }

  /** Takes back all that {@link #create} gave. */
  public void reclaim() {
    given.forEach(this::recycle);
    given.clear();
  }

  /** Takes back what {@link #borrow} gave; also out of a section that was left open. */
  public void recycle(SectionSerializer borrowed) {
    borrowed.endSection();
    idle.add(borrowed);
  }
}
