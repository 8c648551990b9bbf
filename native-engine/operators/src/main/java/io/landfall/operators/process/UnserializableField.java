package io.landfall.operators.process;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what keeps an object from being serialized by Java, since the JDK's own message names only
 * a class. Looks into user classes, arrays and collections, not into the JDK's own classes.
 */
public final class UnserializableField {

  private static final int DEEPEST = 64;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private UnserializableField() {}

  /**
   * The path to the first thing that is not serializable, such as {@code Enrich.connection
   * (java.net.Socket)}; empty if none was found.
   */
  public static Optional<String> find(Object root) {
    if (root == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        new UnserializableField().search(root, root.getClass().getSimpleName(), 0));
  }

  private String search(Object value, String path, int depth) {
    if (value == null || depth > DEEPEST || !seen.add(value)) {
      return null;
    }
    Class<?> type = value.getClass();
    if (value instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        String found = search(array[i], path + "[" + i + "]", depth + 1);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    if (!(value instanceof Serializable)) {
      return path + " (" + type.getName() + ")";
    }
    if (value instanceof Collection<?> collection) {
      return searchAll(collection, path, depth);
    }
    if (value instanceof Map<?, ?> map) {
      String inKeys = searchAll(map.keySet(), path + ".keys", depth);
      return inKeys != null ? inKeys : searchAll(map.values(), path + ".values", depth);
    }
    if (value instanceof Externalizable || type.getName().startsWith("java.")) {
      return null;
    }
    return searchFields(value, type, path, depth);
  }

  private String searchAll(Collection<?> elements, String path, int depth) {
    int index = 0;
    for (Object element : elements) {
      String found = search(element, path + "[" + index++ + "]", depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private String searchFields(Object value, Class<?> type, String path, int depth) {
    for (Class<?> declaring = type;
        declaring != null && Serializable.class.isAssignableFrom(declaring);
        declaring = declaring.getSuperclass()) {
      for (Field field : declaring.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())
            || Modifier.isTransient(field.getModifiers())
            || field.getType().isPrimitive()) {
          continue;
        }
        String found = searchField(value, field, path, depth);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private String searchField(Object value, Field field, String path, int depth) {
    try {
      field.setAccessible(true);
      return search(field.get(value), path + "." + field.getName(), depth + 1);
    } catch (ReflectiveOperationException | RuntimeException inaccessible) {
      // A module that is closed to us: the JDK's message has to do.
      return null;
    }
  }
}
