package io.landfall.storm.tuple;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.SerializerFactory;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.FieldSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import io.landfall.api.serialization.Serializer;
import io.landfall.storm.ack.TreeRegistry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.util.function.Supplier;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Saves tuples that were in flight on the back edge of a cycle. It has a Kryo of its own, because
 * the engine asks for it before any task, and so any generic serializer of a task, exists.
 */
public final class FeedbackSerializer implements Serializer<Object> {

  private static final long serialVersionUID = 1L;
  private static final int INITIAL_BYTES = 256;

  private final transient TupleCodec codec;
  private final transient Supplier<TreeRegistry> registry;
  private transient Kryo kryo;

  /**
   * @param registry gives that of the run which is starting or under way
   */
  public FeedbackSerializer(TupleCodec codec, Supplier<TreeRegistry> registry) {
    this.codec = codec;
    this.registry = registry;
  }

  @Override
  public void write(Object value, DataOutput out) throws IOException {
    Output bytes = new Output(INITIAL_BYTES, -1);
    kryo().writeClassAndObject(bytes, codec.toParts((StormTuple) value));
    out.writeInt(bytes.position());
    out.write(bytes.getBuffer(), 0, bytes.position());
  }

  @Override
  public Object read(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    Object[] parts = (Object[]) kryo().readClassAndObject(new Input(bytes));
    StormTuple tuple = codec.fromParts(parts, registry.get());
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
    return new FeedbackSerializer(codec, registry);
  }

  private Object writeReplace() throws ObjectStreamException {
    throw new NotSerializableException(getClass().getName() + " belongs to one process");
  }

  private Kryo kryo() {
    if (kryo == null) {
      kryo = new Kryo();
      kryo.setClassLoader(FeedbackSerializer.class.getClassLoader());
      kryo.setRegistrationRequired(false);
      kryo.setReferences(true);
      kryo.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
      kryo.setDefaultSerializer(new ByForm());
    }
    return kryo;
  }

  /** A class that says how Java shall write it is written so, any other field by field. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static final class ByForm
      extends SerializerFactory.BaseSerializerFactory<com.esotericsoftware.kryo.Serializer> {
    @Override
    public com.esotericsoftware.kryo.Serializer newSerializer(Kryo kryo, Class type) {
      return java.io.Serializable.class.isAssignableFrom(type) && hasJavaForm(type)
          ? new JavaSerializer()
          : new FieldSerializer<>(kryo, type);
    }

    private static boolean hasJavaForm(Class<?> type) {
      for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
        for (java.lang.reflect.Method method : c.getDeclaredMethods()) {
          if (method.getName().equals("writeReplace") || method.getName().equals("writeObject")) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** What stands for a tuple that the topology can no longer place. */
  public enum Dropped {
    TUPLE
  }
}
