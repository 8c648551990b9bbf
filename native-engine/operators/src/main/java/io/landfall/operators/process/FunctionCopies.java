package io.landfall.operators.process;

import io.landfall.api.graph.JobRefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;

/** Copies functions by Java serialization, so that no two subtasks share one. */
public final class FunctionCopies {

  /**
   * The function as bytes.
   *
   * @throws JobRefusedException naming the field that cannot be serialized
   */
  public static byte[] serialize(String what, Object function) throws JobRefusedException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(function);
      }
      return bytes.toByteArray();
    } catch (IOException | RuntimeException e) {
      String field = UnserializableField.find(function).orElse(e.toString());
      throw new JobRefusedException(
          what
              + " cannot be copied to its subtasks, because it holds something that is not"
              + " serializable: "
              + field
              + "; make it serializable, or transient and set it in open()",
          e);
    }
  }

  /** A fresh copy, its classes found by {@code classLoader}. */
  @SuppressWarnings("unchecked")
  public static <F> F deserialize(byte[] bytes, ClassLoader classLoader)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in =
        new ClassLoaderObjectInputStream(new ByteArrayInputStream(bytes), classLoader)) {
      return (F) in.readObject();
    }
  }

  /** A fresh copy of a function. */
  public static <F extends Serializable> F copy(String what, F function)
      throws JobRefusedException {
    byte[] bytes = serialize(what, function);
    try {
      return deserialize(bytes, UserClassLoader.of(function));
    } catch (IOException | ClassNotFoundException e) {
      throw new JobRefusedException(
          what + " was serialized but could not be read back: " + e.getMessage(), e);
    }
  }

  private static final class ClassLoaderObjectInputStream extends ObjectInputStream {
    private final ClassLoader classLoader;

    ClassLoaderObjectInputStream(InputStream in, ClassLoader classLoader) throws IOException {
      super(in);
      this.classLoader = classLoader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, classLoader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }
  }

  private FunctionCopies() {}
}
