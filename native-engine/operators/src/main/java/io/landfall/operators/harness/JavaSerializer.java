package io.landfall.operators.harness;

import io.landfall.api.serialization.Serializer;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Stands in for the engine's generic serializer: Java serialization. */
final class JavaSerializer implements Serializer<Object> {

  private static final long serialVersionUID = 1L;

  @Override
  public void write(Object value, DataOutput out) throws IOException {
    byte[] bytes = Copies.write(value);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public Object read(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    try {
      ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
      return Copies.read(new ByteArrayInputStream(bytes), classLoader);
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  @Override
  public Object copy(Object value) {
    return Copies.of(value);
  }

  @Override
  public boolean isImmutable(Object value) {
    return false;
  }

  @Override
  public Serializer<Object> duplicate() {
    return this;
  }
}
