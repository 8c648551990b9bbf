package io.landfall.storm.capture;

import java.lang.reflect.Field;

/** Reads fields of Storm's classes that have no getter. */
public final class PrivateFields {

  private PrivateFields() {}

  /**
   * The field of this name in the object's class or the nearest ancestor.
   *
   * @return null if there is none
   */
  public static Field find(Object object, String name) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException e) {
        // Looked for in the ancestors.
        continue;
      }
    }
    return null;
  }

  /**
   * @throws IllegalStateException if there is no such field: another version of Storm
   */
  public static Object read(Object object, String name) {
    Field field = find(object, name);
    if (field == null) {
      throw new IllegalStateException(
          object.getClass().getName() + " has no field '" + name + "' in this version of Storm");
    }
    return read(object, field);
  }

  public static Object read(Object object, Field field) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + field, e);
    }
  }

  public static void write(Object object, Field field, Object value) {
    try {
      field.set(object, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot write " + field, e);
    }
  }
}
