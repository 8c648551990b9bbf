package io.landfall.storm.tuple;

import io.landfall.api.serialization.Serializer;
import io.landfall.storm.ack.TreeRegistry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.util.function.Supplier;

/** Saves tuples that were in flight on the back edge of a cycle. One thread. */
public final class FeedbackSerializer implements Serializer<Object> {

  private static final long serialVersionUID = 1L;

  private final transient TupleCodec codec;
  private final transient Supplier<TreeRegistry> registry;
  private final transient Serializer<Object> generic;

  /**
   * @param registry gives that of the run which is starting
   */
  public FeedbackSerializer(
      TupleCodec codec, Supplier<TreeRegistry> registry, Serializer<Object> generic) {
    this.codec = codec;
    this.registry = registry;
    this.generic = generic;
  }

  @Override
  public void write(Object value, DataOutput out) throws IOException {
    generic.write(codec.toParts((StormTuple) value), out);
  }

  @Override
  public Object read(DataInput in) throws IOException {
    StormTuple tuple = codec.fromParts((Object[]) generic.read(in), registry.get());
    // A null would be no record; one whose source is gone goes to nobody.
    return tuple == null ? Dropped.TUPLE : tuple;
  }

  @Override
  public Object copy(Object value) {
    return value;
  }

  @Override
  public boolean isImmutable(Object value) {
    return true;
  }

  @Override
  public Serializer<Object> duplicate() {
    return new FeedbackSerializer(codec, registry, generic.duplicate());
  }

  private Object writeReplace() throws ObjectStreamException {
    throw new NotSerializableException(getClass().getName() + " belongs to one process");
  }

  /** What stands for a tuple that the topology can no longer place. */
  public enum Dropped {
    TUPLE
  }
}
