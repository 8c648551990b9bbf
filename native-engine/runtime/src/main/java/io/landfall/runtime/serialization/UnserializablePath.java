package io.landfall.runtime.serialization;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds out which part of a refused object is to blame: goes down to a part that is refused on its
 * own as long as there is one. Slow, and only used to explain a failure.
 */
final class UnserializablePath {

  private static final int MAX_DEPTH = 200;

  private final Predicate<Object> refused;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  UnserializablePath(Predicate<Object> refused) {
    this.refused = refused;
  }

  UnserializableException explain(Object root, Throwable failure) {
    StringBuilder path = new StringBuilder(root.getClass().getSimpleName());
    Object culprit = root;
    for (int depth = 0; depth < MAX_DEPTH && seen.add(culprit); depth++) {
      Map.Entry<String, Object> part = refusedPartOf(culprit);
      if (part == null) {
        break;
      }
      path.append(part.getKey());
      culprit = part.getValue();
    }
    String reason =
        culprit.getClass().getName()
            + " cannot be serialized ("
            + ObjectCodec.rootMessage(failure)
            + "). Make the field transient, or give the state a serializer of its own.";
    return new UnserializableException(path.toString(), reason, failure);
  }

  private Map.Entry<String, Object> refusedPartOf(Object whole) {
    for (Map.Entry<String, Object> part : partsOf(whole).entrySet()) {
      if (part.getValue() != null && !seen.contains(part.getValue()) && refused(part.getValue())) {
        return part;
      }
    }
    return null;
  }

  private boolean refused(Object part) {
    return !Immutability.isImmutable(part) && refused.test(part);
  }

  private static Map<String, Object> partsOf(Object whole) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (whole instanceof Object[] array) {
      for (int i = 0; i < array.length; i++) {
        parts.put("[" + i + "]", array[i]);
      }
    } else if (whole instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            parts.put(".key(" + key + ")", key);
            parts.put("[" + key + "]", value);
          });
    } else if (whole instanceof Collection<?> collection) {
      int index = 0;
      for (Object element : collection) {
        parts.put("[" + index++ + "]", element);
      }
    } else if (whole instanceof Optional<?> optional) {
      optional.ifPresent(value -> parts.put(".value", value));
    } else {
      addFields(whole, parts);
    }
    return parts;
  }

  private static void addFields(Object whole, Map<String, Object> parts) {
    for (Class<?> type = whole.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().startsWith("java.")) {
        return;
      }
      for (Field field : type.getDeclaredFields()) {
        boolean stored =
            (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
                && !field.getType().isPrimitive();
        if (stored && field.trySetAccessible()) {
          try {
            parts.put("." + field.getName(), field.get(whole));
          } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
          }
        }
      }
    }
  }
}
