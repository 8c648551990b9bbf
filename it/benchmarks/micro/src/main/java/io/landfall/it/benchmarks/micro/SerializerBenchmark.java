package io.landfall.it.benchmarks.micro;

import io.landfall.api.serialization.Serializer;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One value written, and one read. */
@State(Scope.Thread)
public class SerializerBenchmark extends Settings {

  /** What applications keep. */
  public record Account(String name, long balance, List<String> tags) {}

  private static final int BUFFER_BYTES = 1 << 16;

  @Param({"long", "string", "record", "map"})
  public String type;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER_BYTES);
  private final DataOutputStream out = new DataOutputStream(bytes);
  private Serializer<Object> serializer;
  private Object value;
  private byte[] written;

  @Setup(Level.Trial)
  public void open() throws IOException {
    serializer = new GenericSerializers(SerializerBenchmark.class.getClassLoader()).create();
    value =
        switch (type) {
          case "long" -> 1L << 40;
          case "string" -> "a string of forty characters, or nearly so";
          case "record" -> new Account("landfall", 1L << 40, List.of("storm", "ashore"));
          case "map" -> Map.of("one", 1L, "two", 2L, "three", 3L);
          default -> throw new IllegalArgumentException(type);
        };
    write();
    written = bytes.toByteArray();
  }

  @Benchmark
  public int write() throws IOException {
    bytes.reset();
    serializer.write(value, out);
    return bytes.size();
  }

  @Benchmark
  public Object read() throws IOException {
    return serializer.read(new DataInputStream(new ByteArrayInputStream(written)));
  }
}
