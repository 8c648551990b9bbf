package io.landfall.runtime.serialization;

import java.io.Externalizable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Knows which objects can never change. In doubt they can: a wrong yes would corrupt a snapshot, a
 * wrong no costs a copy. Safe for all threads.
 */
final class Immutability {

  private static final Set<Class<?>> KNOWN =
      Set.of(
          String.class,
          Long.class,
          Integer.class,
          Double.class,
          Boolean.class,
          Float.class,
          Short.class,
          Byte.class,
          Character.class,
          BigDecimal.class,
          BigInteger.class,
          UUID.class,
          Locale.class,
          Class.class,
          java.net.URI.class);

  private static final ClassValue<Boolean> ANSWERS =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isImmutable(type, new HashSet<>());
        }
      };

  private static final ClassValue<Boolean> FLAT =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isFlat(type);
        }
      };

  private Immutability() {}

  static boolean isImmutable(Object value) {
    if (value == null) {
      return true;
    }
    Class<?> type = value.getClass();
    // The commonest first, since this is asked for each value that is read during a snapshot.
    return type == Long.class || type == String.class || type == Integer.class || ANSWERS.get(type);
  }

  /**
   * @param asking types whose answer is being worked out; one that contains itself is no obstacle
   */
  private static boolean isImmutable(Class<?> type, Set<Class<?>> asking) {
    if (isScalar(type)) {
      return true;
    }
    if (!Modifier.isFinal(type.getModifiers()) || type.isArray() || isOfThePlatform(type)) {
      return false;
    }
    if (!asking.add(type)) {
      return true;
    }
    for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        boolean matters = !Modifier.isStatic(field.getModifiers());
        if (matters
            && !(Modifier.isFinal(field.getModifiers()) && isImmutable(field.getType(), asking))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isScalar(Class<?> type) {
    return type.isPrimitive() || KNOWN.contains(type) || isEnum(type) || isTime(type);
  }

  /**
   * True for an object whose fields, if any, are numbers, texts and the like, which need no copies,
   * and which is stored by its fields.
   */
  static boolean isFlat(Object value) {
    return FLAT.get(value.getClass());
  }

  private static boolean isFlat(Class<?> type) {
    if (type.isArray() || isOfThePlatform(type)) {
      return false;
    }
    for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
      if (isOfThePlatform(each) || writesItself(each)) {
        return false;
      }
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !isScalar(field.getType())) {
          return false;
        }
      }
    }
    return true;
  }

  /** By {@link java.io.Serializable}'s rules; it may write what is not flat in its place. */
  private static boolean writesItself(Class<?> type) {
    return Externalizable.class.isAssignableFrom(type)
        || Arrays.stream(type.getDeclaredMethods())
            .anyMatch(m -> m.getName().equals("writeReplace") || m.getName().equals("writeObject"));
  }

  /** Also constants with a body, whose class is a subclass of the enum. */
  private static boolean isEnum(Class<?> type) {
    return Enum.class.isAssignableFrom(type) && type != Enum.class;
  }

  private static boolean isTime(Class<?> type) {
    return type.getName().startsWith("java.time.") && Modifier.isFinal(type.getModifiers());
  }

  /** Their fields are their own affair: many are final and still change what they refer to. */
  private static boolean isOfThePlatform(Class<?> type) {
    return type.getClassLoader() == null || type.getName().startsWith("java.");
  }
}
