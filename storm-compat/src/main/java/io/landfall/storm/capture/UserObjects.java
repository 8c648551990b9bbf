package io.landfall.storm.capture;

import java.lang.reflect.Field;
import java.util.Map;

/** Finds the object that the user wrote inside what Storm wrapped around it. */
public final class UserObjects {

  // Wrapper class to the field that holds what it wraps.
  private static final Map<String, String> WRAPPERS =
      Map.of(
          "org.apache.storm.topology.BasicBoltExecutor", "bolt",
          "org.apache.storm.topology.StatefulBoltExecutor", "bolt",
          "org.apache.storm.topology.WindowedBoltExecutor", "bolt",
          "org.apache.storm.topology.CheckpointTupleForwarder", "bolt",
          "org.apache.storm.testing.SpoutTracker", "delegate",
          "org.apache.storm.testing.BoltTracker", "richDelegate",
          "org.apache.storm.testing.NonRichBoltTracker", "delegate");

  private UserObjects() {}

  /** The innermost; {@code wrapped} itself if nothing is known to be around it. */
  public static Object unwrap(Object wrapped) {
    Object object = wrapped;
    while (true) {
      Object inner = inner(object);
      if (inner == null) {
        return object;
      }
      object = inner;
    }
  }

  /** What is directly inside; null if nothing is known to be. */
  public static Object inner(Object object) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      String fieldName = WRAPPERS.get(type.getName());
      if (fieldName != null) {
        try {
          Field field = type.getDeclaredField(fieldName);
          field.setAccessible(true);
          return field.get(object);
        } catch (NoSuchFieldException e) {
          return null;
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("cannot read " + type.getName() + "." + fieldName, e);
        }
      }
    }
    return null;
  }
}
