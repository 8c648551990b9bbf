package io.landfall.runtime.state;

import static java.lang.invoke.MethodType.methodType;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Makes the {@link FlatLayout} of a class: a record of numbers, or a class whose fields are all
 * numbers that can be assigned, with a constructor that wants nothing.
 */
final class FlatFields {

  private static final MethodType STORING =
      methodType(void.class, Object.class, long[].class, int.class);
  private static final MethodType LOADING = methodType(Object.class, long[].class, int.class);

  private static final MethodHandle PUT;
  private static final MethodHandle TAKE;
  private static final MethodHandle FLOAT_TO_BITS;
  private static final MethodHandle BITS_TO_FLOAT;
  private static final MethodHandle DOUBLE_TO_BITS;
  private static final MethodHandle BITS_TO_DOUBLE;

  static {
    MethodHandles.Lookup own = MethodHandles.lookup();
    try {
      PUT =
          own.findStatic(
              FlatFields.class,
              "put",
              methodType(void.class, int.class, long.class, long[].class, int.class));
      TAKE =
          own.findStatic(
              FlatFields.class, "take", methodType(long.class, int.class, long[].class, int.class));
      FLOAT_TO_BITS =
          own.findStatic(Float.class, "floatToRawIntBits", methodType(int.class, float.class));
      BITS_TO_FLOAT =
          own.findStatic(Float.class, "intBitsToFloat", methodType(float.class, int.class));
      DOUBLE_TO_BITS =
          own.findStatic(Double.class, "doubleToRawLongBits", methodType(long.class, double.class));
      BITS_TO_DOUBLE =
          own.findStatic(Double.class, "longBitsToDouble", methodType(double.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * What a {@link FlatHandles} is made of.
   *
   * @param storing of (Object, long[], int), gives nothing
   * @param loading of (long[], int), gives an Object
   */
  record Handles(MethodHandle storing, MethodHandle loading) {}

  private FlatFields() {}

  private static void put(int word, long value, long[] to, int at) {
    to[at + word] = value;
  }

  private static long take(int word, long[] from, int at) {
    return from[at + word];
  }

  /** Null if there is none. */
  static FlatLayout layoutOf(Class<?> type) {
    List<Field> fields;
    Handles handles;
    try {
      fields = fieldsOf(type);
      handles = isFlat(type, fields) ? handlesOf(type, fields) : null;
    } catch (Throwable cannotBeMadeFromOutside) {
      // Its module is closed, a class that it knows is missing, its constructor wants something.
      return null;
    }
    return handles == null ? null : layoutOf(type, fields.size(), handles);
  }

  private static boolean isFlat(Class<?> type, List<Field> fields) {
    return !type.isArray()
        && !fields.isEmpty()
        && fields.size() <= FlatLayout.MOST_WORDS
        && fields.stream().allMatch(field -> field.getType().isPrimitive())
        && (type.isRecord() || fields.stream().noneMatch(FlatFields::isFinal));
  }

  private static boolean isFinal(Field field) {
    return Modifier.isFinal(field.getModifiers());
  }

  private static FlatLayout layoutOf(Class<?> type, int words, Handles handles) {
    try (InputStream in = FlatFields.class.getResourceAsStream("FlatHandles.class")) {
      return (FlatLayout)
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(in.readAllBytes(), handles, false)
              .lookupClass()
              .getDeclaredConstructor(Class.class, int.class)
              .newInstance(type, words);
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Handles handlesOf(Class<?> type, List<Field> fields) throws Throwable {
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    MethodHandle loading =
        type.isRecord() ? loadingRecord(type, lookup) : loadingFields(type, fields, lookup);
    MethodHandle storing = storing(fields, lookup);
    // Tried once, since a constructor may refuse.
    storing.invoke(loading.invoke(new long[fields.size()], 0), new long[fields.size()], 0);
    return new Handles(storing, loading);
  }

  private static List<Field> fieldsOf(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          fields.add(field);
        }
      }
    }
    if (type.isRecord()) {
      List<String> order =
          Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
      fields.sort(Comparator.comparingInt(field -> order.indexOf(field.getName())));
    }
    return fields;
  }

  private static MethodHandle storing(List<Field> fields, MethodHandles.Lookup lookup)
      throws IllegalAccessException {
    MethodHandle all = null;
    for (int word = 0; word < fields.size(); word++) {
      fields.get(word).setAccessible(true);
      MethodHandle getter = toWord(lookup.unreflectGetter(fields.get(word)));
      MethodHandle one =
          MethodHandles.filterArguments(MethodHandles.insertArguments(PUT, 0, word), 0, getter)
              .asType(STORING);
      all = all == null ? one : MethodHandles.foldArguments(one, all);
    }
    return all;
  }

  /** The result of {@code getter} as a word. */
  private static MethodHandle toWord(MethodHandle getter) {
    Class<?> type = getter.type().returnType();
    MethodHandle bits = getter;
    if (type == float.class) {
      bits = MethodHandles.filterReturnValue(getter, FLOAT_TO_BITS);
    } else if (type == double.class) {
      bits = MethodHandles.filterReturnValue(getter, DOUBLE_TO_BITS);
    }
    return MethodHandles.explicitCastArguments(bits, bits.type().changeReturnType(long.class));
  }

  /** Of (long[], int), as {@code type}. */
  private static MethodHandle fromWord(int word, Class<?> type) {
    MethodHandle taken = MethodHandles.insertArguments(TAKE, 0, word);
    if (type == double.class) {
      return MethodHandles.filterReturnValue(taken, BITS_TO_DOUBLE);
    }
    Class<?> bits = type == float.class ? int.class : type;
    MethodHandle cast =
        MethodHandles.explicitCastArguments(taken, taken.type().changeReturnType(bits));
    return type == float.class ? MethodHandles.filterReturnValue(cast, BITS_TO_FLOAT) : cast;
  }

  private static MethodHandle loadingRecord(Class<?> type, MethodHandles.Lookup lookup)
      throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    MethodHandle made = lookup.unreflectConstructor(type.getDeclaredConstructor(types));
    // From the last one on, since each argument that is replaced becomes two.
    for (int word = types.length - 1; word >= 0; word--) {
      made = MethodHandles.collectArguments(made, word, fromWord(word, types[word]));
    }
    int[] sameForAll = new int[2 * types.length];
    for (int i = 0; i < sameForAll.length; i++) {
      sameForAll[i] = i % 2;
    }
    return MethodHandles.permuteArguments(
            made, LOADING.changeReturnType(made.type().returnType()), sameForAll)
        .asType(LOADING);
  }

  private static MethodHandle loadingFields(
      Class<?> type, List<Field> fields, MethodHandles.Lookup lookup)
      throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    MethodHandle loading =
        MethodHandles.dropArguments(MethodHandles.identity(type), 1, long[].class, int.class);
    for (int word = 0; word < fields.size(); word++) {
      fields.get(word).setAccessible(true);
      MethodHandle setter = lookup.unreflectSetter(fields.get(word));
      Class<?> wanted = setter.type().parameterType(1);
      MethodHandle one = MethodHandles.collectArguments(setter, 1, fromWord(word, wanted));
      one = one.asType(methodType(void.class, type, long[].class, int.class));
      loading = MethodHandles.foldArguments(loading, one);
    }
    return MethodHandles.foldArguments(loading, lookup.unreflectConstructor(constructor))
        .asType(LOADING);
  }
}
