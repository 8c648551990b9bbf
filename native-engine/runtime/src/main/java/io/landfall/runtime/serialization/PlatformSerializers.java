package io.landfall.runtime.serialization;

import java.util.Map;
import java.util.Random;
import org.apache.fory.Fory;
import org.apache.fory.config.Config;
import org.apache.fory.context.CopyContext;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.JavaSerializer;
import org.apache.fory.serializer.Serializer;

/** What the library does not handle of the JDK's own classes by itself. */
final class PlatformSerializers {

  private PlatformSerializers() {}

  static void register(Fory fory) {
    fory.registerSerializer(Random.class, JavaSerializer.class);
    // The class behind Map.entry has no public name.
    Class<?> entryType = Map.entry("", "").getClass();
    fory.registerSerializer(entryType, new EntrySerializer(fory.getConfig(), entryType));
  }

  private static final class EntrySerializer extends Serializer<Object> {

    @SuppressWarnings("unchecked")
    EntrySerializer(Config config, Class<?> type) {
      super(config, (Class<Object>) type);
    }

    @Override
    public void write(WriteContext out, Object value) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
      out.writeRef(entry.getKey());
      out.writeRef(entry.getValue());
    }

    @Override
    public Object read(ReadContext in) {
      Object key = in.readRef();
      return Map.entry(key, in.readRef());
    }

    @Override
    public Object copy(CopyContext context, Object value) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
      return Map.entry(context.copyObject(entry.getKey()), context.copyObject(entry.getValue()));
    }
  }
}
