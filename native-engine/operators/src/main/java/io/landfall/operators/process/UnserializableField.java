package io.landfall.operators.process;

import java.io.Externalizable;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Finds what keeps a function from being serialized by Java serialization. Safe for all threads as
 * long as nobody changes what is looked at.
 */
public final class UnserializableField {

  private final Queue<Place> todo = new ArrayDeque<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private UnserializableField() {}

  /**
   * The shortest path of fields from {@code root} to something that is not {@link Serializable},
   * and its class, such as {@code WordCount$1.val$connection (java.net.Socket)}. Empty if there is
   * none, or if it hides behind a class that writes itself.
   */
  public static Optional<String> find(Object root) {
    return new UnserializableField().search(root);
  }

  private Optional<String> search(Object root) {
    visit(nameOf(root.getClass()), root);
    while (!todo.isEmpty()) {
      Place place = todo.remove();
      if (!(place.value instanceof Serializable)) {
        return Optional.of(place.path + " (" + place.value.getClass().getName() + ")");
      }
      descend(place);
    }
    return Optional.empty();
  }

  private void visit(String path, Object value) {
    if (value != null && seen.add(value)) {
      todo.add(new Place(path, value));
    }
  }

  private void descend(Place place) {
    Object value = place.value;
    if (value instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        visit(place.path + "[" + i + "]", array[i]);
      }
    } else if (value instanceof Map<?, ?> map && isOfThePlatform(value.getClass())) {
      map.forEach(
          (key, each) -> {
            visit(place.path + ".key(" + key + ")", key);
            visit(place.path + "[" + key + "]", each);
          });
    } else if (value instanceof Collection<?> collection && isOfThePlatform(value.getClass())) {
      int index = 0;
      for (Object element : collection) {
        visit(place.path + "[" + index++ + "]", element);
      }
    } else if (!(value instanceof Externalizable) && !(value instanceof Enum<?>)) {
      descendFields(place);
    }
  }

  private void descendFields(Place place) {
    Class<?> type = place.value.getClass();
    if (!type.isHidden() && declares(type, "writeReplace")) {
      return;
    }
    // A superclass that is not serializable is not written, but made anew by its constructor.
    for (; type != null && Serializable.class.isAssignableFrom(type); type = type.getSuperclass()) {
      if (isOfThePlatform(type)) {
        return;
      }
      if (!declares(type, "writeObject", ObjectOutputStream.class)) {
        for (Field field : type.getDeclaredFields()) {
          visitField(place, field);
        }
      }
    }
  }

  private void visitField(Place place, Field field) {
    boolean written =
        (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
            && !field.getType().isPrimitive();
    if (written && field.trySetAccessible()) {
      try {
        visit(place.path + "." + field.getName(), field.get(place.value));
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private static boolean declares(Class<?> type, String method, Class<?>... parameters) {
    try {
      type.getDeclaredMethod(method, parameters);
      return true;
    } catch (NoSuchMethodException none) {
      return false;
    }
  }

  /** What the JDK's classes keep in their fields is theirs to write. */
  private static boolean isOfThePlatform(Class<?> type) {
    return type.getClassLoader() == null || type.getName().startsWith("java.");
  }

  /** Without package, and without the address at the end of a lambda's name. */
  private static String nameOf(Class<?> type) {
    String name = type.getName();
    int address = name.indexOf('/');
    String plain = address < 0 ? name : name.substring(0, address);
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  private record Place(String path, Object value) {}
}
