package io.landfall.operators.source;

import io.landfall.api.connector.Source;
import io.landfall.api.serialization.Serializer;
import io.landfall.operators.process.FunctionCopies;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** An enumerator's state as bytes: by the source's serializer, else by Java serialization. */
final class EnumeratorState<E> {

  private final Serializer<E> own;
  private final ClassLoader classLoader;

  EnumeratorState(Source<?, ?, E> source) {
    own = source.enumeratorSerializer();
    classLoader = source.getClass().getClassLoader();
  }

  byte[] write(E state) throws Exception {
    if (own == null) {
      return FunctionCopies.serialize("the enumerator's state", state);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    own.write(state, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  E read(byte[] bytes) throws IOException, ClassNotFoundException {
    if (own == null) {
      return FunctionCopies.deserialize(bytes, classLoader);
    }
    return own.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
