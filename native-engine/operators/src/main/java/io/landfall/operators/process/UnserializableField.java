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

  private static final String CAPTURED = "val$";
  private static final String ENCLOSING = "this$";

  private final Queue<Place> todo = new ArrayDeque<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private UnserializableField() {}

  /**
   * The shortest path of fields from {@code root} to something that is not {@link Serializable},
   * and its class, such as {@code Splitter.connection (java.net.Socket)}; what a function has
   * captured is called as in the source: {@code lambda in WordCount.main, captured variable
   * connection (java.net.Socket)}. Empty if there is none, or if it hides behind a class that
   * writes itself.
   */
  public static Optional<String> find(Object root) {
    return new UnserializableField().search(root);
  }

  private Optional<String> search(Object root) {
    visit(CapturedVariables.of(root).map(CapturedVariables::site).orElse(nameOf(root)), root);
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
      CapturedVariables.of(value)
          .ifPresentOrElse(captured -> descend(place, captured), () -> descendFields(place));
    }
  }

  private void descend(Place place, CapturedVariables captured) {
    for (int i = 0; i < captured.values().size(); i++) {
      visit(place.path + ", " + captured.describe(i), captured.values().get(i));
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
        visit(place.path + describe(field), field.get(place.value));
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** What classes within a method have captured is in fields that the compiler names. */
  private static String describe(Field field) {
    String name = field.getName();
    if (!field.isSynthetic()) {
      return "." + name;
    }
    return name.startsWith(ENCLOSING)
        ? ", captured this"
        : name.startsWith(CAPTURED)
            ? ", captured variable " + name.substring(CAPTURED.length())
            : "." + name;
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
  private static String nameOf(Object value) {
    String name = value.getClass().getName();
    int address = name.indexOf('/');
    String plain = address < 0 ? name : name.substring(0, address);
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  private record Place(String path, Object value) {}
}
