package io.landfall.storm.capture;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gives a container that {@code prepare} made the content of another, so that final fields, aliases
 * and containers with behaviour of their own (a bounded map, say) stay what they are.
 */
final class InPlace {

  private InPlace() {}

  /** False if {@code live} is no container of that kind or cannot be changed: nothing was done. */
  @SuppressWarnings("unchecked")
  static boolean refill(Object live, Object content) {
    if (live instanceof Map<?, ?> map && content instanceof Map<?, ?> entries) {
      return refillMap((Map<Object, Object>) map, entries);
    }
    if (live instanceof Collection<?> elements && content instanceof Collection<?> others) {
      return refillCollection((Collection<Object>) elements, others);
    }
    if (live.getClass().isArray() && live.getClass() == content.getClass()) {
      return refillArray(live, content);
    }
    return refillAtomic(live, content);
  }

  private static boolean refillMap(Map<Object, Object> live, Map<?, ?> entries) {
    try {
      live.clear();
      live.putAll(entries);
      return true;
    } catch (UnsupportedOperationException | NullPointerException | ClassCastException immutable) {
      return false;
    }
  }

  private static boolean refillCollection(Collection<Object> live, Collection<?> elements) {
    try {
      live.clear();
      live.addAll(elements);
      return live.size() == elements.size();
    } catch (UnsupportedOperationException
        | NullPointerException
        | ClassCastException
        | IllegalStateException immutable) {
      return false;
    }
  }

  private static boolean refillArray(Object live, Object content) {
    int length = Array.getLength(content);
    if (Array.getLength(live) != length) {
      return false;
    }
    System.arraycopy(content, 0, live, 0, length);
    return true;
  }

  @SuppressWarnings("unchecked")
  private static boolean refillAtomic(Object live, Object content) {
    if (live instanceof AtomicLong number && content instanceof AtomicLong other) {
      number.set(other.get());
    } else if (live instanceof AtomicInteger number && content instanceof AtomicInteger other) {
      number.set(other.get());
    } else if (live instanceof AtomicBoolean flag && content instanceof AtomicBoolean other) {
      flag.set(other.get());
    } else if (live instanceof AtomicReference<?> ref && content instanceof AtomicReference<?> o) {
      ((AtomicReference<Object>) ref).set(o.get());
    } else {
      return false;
    }
    return true;
  }
}
