package io.landfall.api.serialization;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * Turns values into bytes and back. Handed to the engine it is a prototype: the engine calls {@link
 * #duplicate} for each thread that uses it.
 */
public interface Serializer<T> extends Serializable {

  void write(T value, DataOutput out) throws IOException;

  T read(DataInput in) throws IOException;

  /** A value that shares nothing changeable with the argument; may be the argument itself. */
  T copy(T value);

  /** True if {@code value} and all it reaches can never change, so that it need not be copied. */
  boolean isImmutable(T value);

  /** One for another thread; {@code this} if it keeps nothing between calls. */
  Serializer<T> duplicate();
}
