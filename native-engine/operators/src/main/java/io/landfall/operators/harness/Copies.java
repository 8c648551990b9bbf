package io.landfall.operators.harness;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deep copies of what is in state: this package's own collections by element, what is serializable
 * by Java serialization, anything else by reference.
 */
final class Copies {

  static Object of(Object value) {
    if (value == null) {
      return null;
    }
    if (value.getClass() == ArrayList.class) {
      List<?> list = (List<?>) value;
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(of(element)));
      return copy;
    }
    if (value.getClass() == LinkedHashMap.class) {
      Map<?, ?> map = (Map<?, ?>) value;
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(k, of(v)));
      return copy;
    }
    try {
      ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
      return read(new ByteArrayInputStream(write(value)), classLoader);
    } catch (IOException | ClassNotFoundException notSerializable) {
      return value;
    }
  }

  static byte[] write(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  static Object read(InputStream in, ClassLoader classLoader)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream objects =
        new ObjectInputStream(in) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass described)
              throws IOException, ClassNotFoundException {
            try {
              return Class.forName(described.getName(), false, classLoader);
            } catch (ClassNotFoundException primitive) {
              return super.resolveClass(described);
            }
          }
        }) {
      return objects.readObject();
    }
  }

  private Copies() {}
}
