package io.landfall.storm.capture;

import io.landfall.storm.swap.ExactPosition;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.storm.trident.tuple.TridentTuple;
import org.apache.storm.tuple.Tuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the data fields of one user object, and puts them back into a fresh one. To be made when
 * {@code open} or {@code prepare} is over: what they left in plain values is remembered, so that a
 * value which never changed is not captured, and a changed constructor argument wins over an old
 * checkpoint.
 */
public final class FieldCapture {

  private static final Logger LOG = LoggerFactory.getLogger(FieldCapture.class);

  private final String component;
  private final Object object;
  private final List<Field> fields;
  private final Map<Field, Object> leftByPrepare = new LinkedHashMap<>();
  private final Set<String> dropped = new HashSet<>();

  public FieldCapture(String component, Object object) {
    this(component, object, fieldsOf(object));
  }

  private FieldCapture(String component, Object object, List<Field> fields) {
    this.component = component;
    this.object = object;
    this.fields = fields;
    fields.forEach(field -> field.setAccessible(true));
    for (Field field : fields) {
      Object value = read(field);
      if (isScalar(value)) {
        leftByPrepare.put(field, value);
      }
    }
  }

  /**
   * Only the fields with these names, of the object's own class, whosever that is.
   *
   * @throws IllegalStateException if there is no such field
   */
  public static FieldCapture of(String component, Object object, String... names) {
    List<Field> fields = new ArrayList<>();
    try {
      for (String name : names) {
        fields.add(object.getClass().getDeclaredField(name));
      }
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(
          "component '" + component + "': " + object.getClass().getName() + " has no such field",
          e);
    }
    return new FieldCapture(component, object, fields);
  }

  private static List<Field> fieldsOf(Object object) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type = object.getClass();
        type != null && !StormClasses.isBase(type);
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  /** What would be captured now. A field's kind may change with what is put into it. */
  public CapturePlan plan(boolean isSpout) {
    List<String> captured = new ArrayList<>();
    List<CapturePlan.Left> left = new ArrayList<>();
    String afresh = null;
    boolean besideResource = false;
    for (Field field : fields) {
      FieldKind kind = FieldKinds.of(field, read(field));
      if (kind.isData()) {
        captured.add(field.getName());
      } else {
        left.add(new CapturePlan.Left(field.getName(), kind.why()));
        besideResource |=
            kind.kind() == FieldKind.Kind.RESOURCE && !(object instanceof ExactPosition);
        if (isSpout && kind.kind() == FieldKind.Kind.FORWARD_ONLY) {
          afresh = "its field " + field.getName() + " " + kind.why();
        }
      }
    }
    if (isSpout && afresh == null && captured.isEmpty()) {
      afresh = "it has no field that could hold its position";
    }
    return new CapturePlan(component, captured, left, besideResource, afresh);
  }

  /** The data fields, by reference: to be written before the object is used again. */
  public Map<String, Object> take() {
    Map<String, Object> taken = new LinkedHashMap<>();
    for (Field field : fields) {
      Object value = read(field);
      if (!isUnchanged(field, value)
          && !dropped.contains(name(field))
          && FieldKinds.of(field, value).isData()) {
        taken.put(name(field), portable(value));
      }
    }
    return taken;
  }

  /** The tuples that its fields hold now, each once. */
  public List<Tuple> heldTuples() {
    TuplesIn tuples = new TuplesIn();
    for (Field field : fields) {
      Object value = read(field);
      if (value != null && FieldKinds.of(field, value).kind() == FieldKind.Kind.TUPLES) {
        tuples.add(value);
      }
    }
    return tuples.found();
  }

  /** Never takes this field again, as it cannot be written. Warns once. */
  public void drop(String name, Throwable why) {
    if (dropped.add(name)) {
      LOG.warn(
          "component '{}': field {} is not part of checkpoints any more, it cannot be serialized: {}",
          component,
          name,
          why.toString());
    }
  }

  /** Puts back what {@link #take} took of an object of the same, or an older, class. */
  public void putBack(Map<String, Object> taken) {
    for (Field field : fields) {
      String name = name(field);
      if (taken.containsKey(name)) {
        putBack(field, taken.get(name));
      }
    }
  }

  /** Empties the maps and collections. */
  public void clear() {
    for (Field field : fields) {
      Object value = read(field);
      if (value instanceof Map<?, ?> map) {
        map.clear();
      } else if (value instanceof Collection<?> elements) {
        elements.clear();
      }
    }
  }

  private void putBack(Field field, Object value) {
    Object live = read(field);
    if (live != null && value != null && InPlace.refill(live, value)) {
      return;
    }
    if (value != null && !fits(field.getType(), value)) {
      LOG.warn(
          "component '{}': field {} is now a {}, the checkpoint has a {}; left as prepare made it",
          component,
          name(field),
          field.getType().getName(),
          value.getClass().getName());
      return;
    }
    try {
      field.set(object, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot restore field " + name(field), e);
    }
  }

  private boolean isUnchanged(Field field, Object value) {
    return isScalar(value)
        && leftByPrepare.containsKey(field)
        && Objects.equals(leftByPrepare.get(field), value);
  }

  private Object read(Field field) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read field " + name(field), e);
    }
  }

  // Maps and collections of the user's own making, anonymous ones above all, drag the object around
  // them along; their content does not. So do Trident's tuples with the batch that they are of.
  private static Object portable(Object value) {
    if (value instanceof Map<?, ?> map && (isOwn(value) || hasTridentTuples(map))) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((key, element) -> plain.put(asList(key), asList(element)));
      return plain;
    }
    if (value instanceof Collection<?> elements
        && (isOwn(value) || elements.stream().anyMatch(TridentTuple.class::isInstance))) {
      List<Object> plain = new ArrayList<>(elements.size());
      elements.forEach(element -> plain.add(asList(element)));
      return plain;
    }
    return value;
  }

  private static boolean isOwn(Object value) {
    return !value.getClass().getName().startsWith("java.");
  }

  private static boolean hasTridentTuples(Map<?, ?> map) {
    return map.entrySet().stream()
        .anyMatch(e -> e.getKey() instanceof TridentTuple || e.getValue() instanceof TridentTuple);
  }

  private static Object asList(Object value) {
    return value instanceof TridentTuple tuple ? new ArrayList<>(tuple) : value;
  }

  private static boolean isScalar(Object value) {
    return value == null
        || value instanceof Number && value.getClass().getName().startsWith("java.lang.")
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Character
        || value instanceof Enum<?>;
  }

  private static boolean fits(Class<?> type, Object value) {
    // The box of a primitive type is that of its zero.
    Class<?> boxed =
        type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0).getClass() : type;
    return boxed.isInstance(value);
  }

  private static String name(Field field) {
    return field.getDeclaringClass().getName() + "." + field.getName();
  }
}
