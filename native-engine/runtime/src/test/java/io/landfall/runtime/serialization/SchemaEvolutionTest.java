package io.landfall.runtime.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test compiles an old and a new version of one class, into class loaders of their own. */
class SchemaEvolutionTest {

  @TempDir Path folder;

  @Test
  void aRecordMayGainLoseAndReorderComponents() throws Exception {
    Object old =
        make(
            "old",
            "record Order(String id, long gone, java.util.List<String> tags) {}",
            "a",
            1L,
            List.of("t"));

    Object read =
        readAs(
            old,
            "new",
            "record Order(java.util.List<String> tags, String id, int added, String text) {}");

    assertThat(read).hasToString("Order[tags=[t], id=a, added=0, text=null]");
  }

  @Test
  void aClassMayGainLoseAndReorderFields() throws Exception {
    Object old =
        make(
            "old",
            "class Order { private final String id; int gone = 3; Order(String i) { id = i; } }",
            "a");

    Object read =
        readAs(
            old,
            "new",
            "class Order { long added; private final String id; String text; Order(String i) { id = i; }"
                + " public String toString() { return id + added + text; } }");

    assertThat(read).hasToString("a0null");
  }

  @Test
  void whatWasFlatMayReferToMoreAndTheOtherWayRound() throws Exception {
    String flat = "record Order(String id, long amount, Integer none) {}";
    String deep = "record Order(java.util.List<String> tags, long amount, String id) {}";

    assertThat(readAs(make("flat", flat, "a", 7L, null), "deep", deep))
        .hasToString("Order[tags=null, amount=7, id=a]");
    assertThat(readAs(make("deep2", deep, List.of("t"), 7L, null), "flat2", flat))
        .hasToString("Order[id=null, amount=7, none=null]");
  }

  @Test
  void anEnumMayReorderItsConstants() throws Exception {
    Object old =
        make(
            "old",
            "record Order(Color c) { enum Color { RED, BLUE } Order(String n) { this(Color.valueOf(n)); } }",
            "BLUE");

    Object read = readAs(old, "new", "record Order(Color c) { enum Color { BLUE, GREEN, RED } }");

    assertThat(read).hasToString("Order[c=BLUE]");
  }

  @Test
  void namesAClassThatIsGone() throws Exception {
    Object old = make("old", "record Order(String id) {}", "a");

    assertThatThrownBy(() -> readAs(old, "new", "record Another(String id) {}"))
        .isInstanceOf(UnserializableException.class)
        .hasMessageContaining("Order");
  }

  private Object make(String version, String source, Object... arguments) throws Exception {
    Class<?> type = Class.forName("job.Order", true, compile(version, source));
    for (Constructor<?> each : type.getDeclaredConstructors()) {
      each.setAccessible(true);
      try {
        return each.newInstance(arguments);
      } catch (IllegalArgumentException anotherOne) {
        continue;
      }
    }
    throw new AssertionError("no constructor takes " + List.of(arguments));
  }

  /** On its own, and within a section: both have to give the same. */
  private Object readAs(Object old, String version, String source) throws Exception {
    SectionSerializer writer = new GenericSerializers(old.getClass().getClassLoader()).create();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    writer.write(old, out);
    writer.beginSection();
    writer.write(old, out);
    writer.write(old, out);
    writer.endSection();

    SectionSerializer reader = new GenericSerializers(compile(version, source)).create();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    Object alone = reader.read(in);
    reader.beginSection();
    assertThat(reader.read(in)).as("described").hasToString(alone.toString());
    assertThat(reader.read(in)).as("described before").hasToString(alone.toString());
    reader.endSection();
    return alone;
  }

  private ClassLoader compile(String version, String source) throws IOException {
    Path into = Files.createDirectories(folder.resolve(version));
    Path file = into.resolve("Order.java");
    Files.writeString(file, "package job; " + source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, "-d", into.toString(), file.toString())).isZero();
    return new URLClassLoader(new URL[] {into.toUri().toURL()}, getClass().getClassLoader());
  }
}
