package io.landfall.storm.capture;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.Spliterator;
import java.util.TimerTask;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.apache.storm.trident.tuple.TridentTuple;
import org.apache.storm.tuple.Tuple;

/** Tells what a field holds, by its declared type and, where there is one, by its value. */
final class FieldKinds {

  private static final List<Class<?>> FORWARD_ONLY =
      List.of(
          InputStream.class,
          Reader.class,
          Iterator.class,
          Enumeration.class,
          Spliterator.class,
          Scanner.class,
          BaseStream.class,
          java.net.Socket.class,
          java.net.ServerSocket.class);

  private static final Map<Class<?>, String> HANDLES = new LinkedHashMap<>();

  static {
    HANDLES.put(Thread.class, "a thread");
    HANDLES.put(ThreadLocal.class, "bound to a thread");
    HANDLES.put(Executor.class, "an executor");
    HANDLES.put(java.util.Timer.class, "a timer");
    HANDLES.put(TimerTask.class, "a timer task");
    HANDLES.put(Future.class, "a future");
    HANDLES.put(java.util.concurrent.locks.Lock.class, "a lock");
    HANDLES.put(java.util.concurrent.locks.ReadWriteLock.class, "a lock");
    HANDLES.put(java.util.concurrent.locks.Condition.class, "a lock's condition");
    HANDLES.put(java.util.concurrent.locks.AbstractQueuedSynchronizer.class, "a lock");
    HANDLES.put(java.util.concurrent.CountDownLatch.class, "a latch");
    HANDLES.put(java.util.concurrent.CyclicBarrier.class, "a thread barrier");
    HANDLES.put(java.util.concurrent.Semaphore.class, "a semaphore");
    HANDLES.put(ClassLoader.class, "a class loader");
    HANDLES.put(Class.class, "a class");
    HANDLES.put(java.lang.reflect.AnnotatedElement.class, "reflection");
    HANDLES.put(java.lang.invoke.MethodHandle.class, "reflection");
    HANDLES.put(java.lang.ref.Reference.class, "a reference");
    HANDLES.put(java.security.SecureRandom.class, "a secure random");
    HANDLES.put(java.util.concurrent.ThreadLocalRandom.class, "bound to a thread");
    HANDLES.put(java.text.Format.class, "a format");
    HANDLES.put(java.util.regex.Matcher.class, "a matcher");
    HANDLES.put(AutoCloseable.class, "a connection or resource");
  }

  private static final List<String> LOGGERS =
      List.of(
          "org.slf4j.",
          "org.apache.logging.",
          "org.apache.log4j.",
          "org.apache.commons.logging.",
          "java.util.logging.");

  private static final int NESTING_LIMIT = 4;

  private FieldKinds() {}

  static FieldKind of(Field field, Object value) {
    FieldKind declared = ofType(field.getType());
    if (!declared.isData()) {
      return declared;
    }
    if (value == null) {
      return mentionsTuple(field.getGenericType()) ? FieldKind.TUPLES : declared;
    }
    FieldKind actual = ofValue(value, NESTING_LIMIT);
    if (actual.isData() && isEmpty(value) && mentionsTuple(field.getGenericType())) {
      return FieldKind.TUPLES;
    }
    return actual;
  }

  private static FieldKind ofType(Class<?> type) {
    if (Tuple.class.isAssignableFrom(type) || type == Tuple[].class) {
      return FieldKind.TUPLES;
    }
    for (Class<?> forward : FORWARD_ONLY) {
      if (forward.isAssignableFrom(type)) {
        return FieldKind.forwardOnly(forward);
      }
    }
    if (ReadableByteChannel.class.isAssignableFrom(type)
        && !SeekableByteChannel.class.isAssignableFrom(type)) {
      return FieldKind.forwardOnly(ReadableByteChannel.class);
    }
    for (Map.Entry<Class<?>, String> handle : HANDLES.entrySet()) {
      if (handle.getKey().isAssignableFrom(type)) {
        return FieldKind.resource(handle.getValue());
      }
    }
    if (StormClasses.isRuntime(type)) {
      return FieldKind.handle("Storm's " + type.getSimpleName());
    }
    if (LOGGERS.stream().anyMatch(type.getName()::startsWith)) {
      return FieldKind.handle("a logger");
    }
    if (type.isHidden() || type.isSynthetic() || type.getName().contains("$$Lambda")) {
      return FieldKind.handle("a function");
    }
    return FieldKind.DATA;
  }

  private static FieldKind ofValue(Object value, int depth) {
    if (value.getClass() == Object.class) {
      return FieldKind.handle("a lock");
    }
    if (value instanceof TridentTuple values) {
      // A list of values, such as the keys of Trident's states: written as that.
      return ofElements(values, depth);
    }
    FieldKind own = ofType(value.getClass());
    if (!own.isData() || depth == 0) {
      return own;
    }
    if (value instanceof Map<?, ?> map) {
      FieldKind keys = ofElements(map.keySet(), depth);
      return keys.isData() ? ofElements(map.values(), depth) : keys;
    }
    if (value instanceof Collection<?> elements) {
      return ofElements(elements, depth);
    }
    if (value instanceof Object[] array) {
      return ofElements(Arrays.asList(array), depth);
    }
    return value.getClass().getName().startsWith("java.")
        ? FieldKind.DATA
        : ofMembers(value.getClass(), new HashSet<>());
  }

  // The first element that says something decides: a collection holds one kind of thing.
  private static FieldKind ofElements(Collection<?> elements, int depth) {
    for (Object element : elements) {
      if (element != null) {
        FieldKind kind = ofValue(element, depth - 1);
        if (!kind.isData() || !isEmpty(element)) {
          return kind;
        }
      }
    }
    return FieldKind.DATA;
  }

  // An object of the user's that itself holds a client or a thread cannot be data.
  private static FieldKind ofMembers(Class<?> type, Set<Class<?>> seen) {
    if (!seen.add(type)) {
      return FieldKind.DATA;
    }
    for (Class<?> c = type; c != null && !c.getName().startsWith("java."); c = c.getSuperclass()) {
      for (Field member : c.getDeclaredFields()) {
        int modifiers = member.getModifiers();
        Class<?> memberType = member.getType();
        if (Modifier.isStatic(modifiers)
            || Modifier.isTransient(modifiers)
            || member.isSynthetic()
            || memberType.isPrimitive()) {
          continue;
        }
        FieldKind kind = ofType(memberType);
        if (kind.isData() && !memberType.getName().startsWith("java.") && !memberType.isArray()) {
          kind = ofMembers(memberType, seen);
        }
        if (!kind.isData()) {
          return new FieldKind(
              kind.kind(), type.getSimpleName() + "." + member.getName() + " is " + kind.why());
        }
      }
    }
    return FieldKind.DATA;
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Map<?, ?> map && map.isEmpty()
        || value instanceof Collection<?> elements && elements.isEmpty()
        || value instanceof Object[] array && array.length == 0;
  }

  private static boolean mentionsTuple(Type type) {
    if (type instanceof Class<?> c) {
      return Tuple.class.isAssignableFrom(c) || c.isArray() && mentionsTuple(c.getComponentType());
    }
    if (type instanceof ParameterizedType parameterized) {
      for (Type argument : parameterized.getActualTypeArguments()) {
        if (mentionsTuple(argument)) {
          return true;
        }
      }
    }
    return type instanceof WildcardType wildcard
        && wildcard.getUpperBounds().length > 0
        && mentionsTuple(wildcard.getUpperBounds()[0]);
  }
}
