package io.landfall.runtime.simulation;

import static io.landfall.runtime.simulation.SimulatedDiskTest.bytes;
import static io.landfall.runtime.simulation.SimulatedDiskTest.path;
import static io.landfall.runtime.simulation.SimulatedDiskTest.read;
import static io.landfall.runtime.simulation.SimulatedDiskTest.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.runtime.simulation.DiskFaults.Operation;
import io.landfall.runtime.storage.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes of an operation at which a fault strikes. */
class SimulatedDiskFaultsTest {

  private final Script script = new Script();
  private final SimulatedDisk disk = new SimulatedDisk(script);

  /** Does something at one point, once. */
  private static final class Script implements DiskFaults {

    final List<String> calls = new ArrayList<>();
    String when = "";
    Strike strike;

    interface Strike {
      void strike() throws IOException;
    }

    void at(String when, Strike strike) {
      this.when = when;
      this.strike = strike;
    }

    void failAt(String when) {
      at(
          when,
          () -> {
            throw new IOException("as asked");
          });
    }

    @Override
    public void before(Operation operation, Path path) throws IOException {
      calls.add(operation + " " + path.getFileName());
      reach("before " + operation);
    }

    @Override
    public void after(Operation operation, Path path) throws IOException {
      reach("after " + operation);
    }

    private void reach(String point) throws IOException {
      if (point.equals(when)) {
        when = "";
        strike.strike();
      }
    }
  }

  @BeforeEach
  void createFolder() throws IOException {
    disk.createFolders(path("a"));
    script.calls.clear();
  }

  private void assertFails(Script.Strike action) {
    assertThatThrownBy(action::strike).isInstanceOf(IOException.class).hasMessage("as asked");
  }

  @Test
  void areAskedAtEveryOperation() throws IOException {
    Disk.Writer writer = disk.create(path("a/f"));
    writer.write(bytes("1"));
    writer.sync();
    writer.close();
    read(disk, "a/f");
    disk.syncFolder(path("a"));
    disk.rename(path("a"), path("b"));
    disk.list(path("b"));
    disk.exists(path("b"));
    disk.isFolder(path("b"));
    disk.isWritable(path("b"));
    disk.tryLock(path("b/LOCK")).close();
    disk.createFolders(path("b/c"));
    disk.delete(path("b"));
    disk.delete(path("b"));

    assertThat(script.calls)
        .containsExactly(
            "CREATE f",
            "WRITE f",
            "SYNC f",
            "CLOSE f",
            "OPEN f",
            "READ f",
            "READ f",
            "CLOSE f",
            "SYNC_FOLDER a",
            "RENAME a",
            "LIST b",
            "LOOK b",
            "LOOK b",
            "LOOK b",
            "LOCK LOCK",
            "UNLOCK LOCK",
            "CREATE_FOLDERS c",
            "DELETE f",
            "DELETE c",
            "DELETE LOCK",
            "DELETE b",
            "DELETE b");
  }

  @Test
  void haveTheOperationFailWithoutEffectBeforeIt() throws IOException {
    script.failAt("before CREATE");
    assertFails(() -> disk.create(path("a/f")));
    assertThat(disk.files()).isEmpty();

    write(disk, "a/f", "1");
    script.failAt("before RENAME");
    assertFails(() -> disk.rename(path("a/f"), path("a/g")));
    script.failAt("before DELETE");
    assertFails(() -> disk.delete(path("a/f")));
    assertThat(disk.files()).containsExactly(path("a/f"));
  }

  @Test
  void haveItFailWithItsEffectAfterIt() throws IOException {
    for (String each : List.of("CREATE", "OPEN", "LOCK")) {
      script.failAt("after " + each);
      assertFails(
          () -> {
            switch (each) {
              case "CREATE" -> disk.create(path("a/f"));
              case "OPEN" -> disk.open(path("a/f"));
              default -> disk.tryLock(path("a/f"));
            }
          });
      assertThat(disk.openHandles()).as(each).isEmpty();
    }
    assertThat(disk.tryLock(path("a/f"))).as("lock free").isNotNull();

    Disk.Writer writer = disk.create(path("a/g"));
    ByteBuffer content = bytes("1");
    script.failAt("after WRITE");
    assertFails(() -> writer.write(content));
    assertThat(content.hasRemaining()).isFalse();
    script.failAt("after RENAME");
    assertFails(() -> disk.rename(path("a/g"), path("a/h")));
    assertThat(read(disk, "a/h")).isEqualTo("1");
  }

  @Test
  void neverKeepAHandleFromBeingClosed() throws IOException {
    for (String point : List.of("before ", "after ")) {
      Closeable writer = disk.create(path("a/" + point));
      Closeable lock = disk.tryLock(path("a/LOCK"));
      script.failAt(point + "CLOSE");
      assertFails(writer::close);
      script.failAt(point + "UNLOCK");
      assertFails(lock::close);

      writer.close();
      assertThat(disk.openHandles()).isEmpty();
    }
  }

  @Test
  void mayLetAnotherThreadChangeTheDiskMeanwhile() throws IOException {
    write(disk, "a/f", "old");
    script.at(
        "before OPEN",
        () -> {
          disk.delete(path("a/f"));
          write(disk, "a/f", "new");
        });
    assertThat(read(disk, "a/f")).isEqualTo("new");

    script.at("before DELETE", () -> write(disk, "a/g", "late"));
    assertThatThrownBy(() -> disk.delete(path("a"))).isInstanceOf(IOException.class);
    assertThat(disk.files()).containsExactly(path("a/g"));
  }

  @Test
  void passAnErrorThrough() throws IOException {
    script.at(
        "after CREATE",
        () -> {
          throw new AssertionError("ends the thread");
        });
    assertThatThrownBy(() -> disk.create(path("a/f"))).isInstanceOf(AssertionError.class);
    assertThat(disk.openHandles()).isEmpty();
  }

  @Test
  void maySeeThePowerFailInTheMiddleOfAnything() throws IOException {
    Disk.Writer writer = disk.create(path("a/f"));
    disk.syncFolder(Path.of("/"));
    disk.syncFolder(Path.of("/x"));
    disk.syncFolder(path("a"));
    Script.Strike crash = () -> disk.crash(new Random(1));
    List<Script.Strike> actions =
        List.of(
            () -> writer.write(bytes("1")),
            () -> disk.create(path("a/g")),
            () -> disk.delete(path("a")));
    List<String> points = List.of("before WRITE", "before CREATE", "before DELETE");
    for (int i = 0; i < points.size(); i++) {
      script.at(points.get(i), crash);
      assertThatThrownBy(actions.get(i)::strike)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("power");
      assertThat(disk.files()).containsExactly(path("a/f"));
      assertThat(read(disk, "a/f")).isEmpty();
    }
  }

  @Test
  void ofASyncAreNotMadeGoodByTheNextSync() throws IOException {
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      SimulatedDisk each = new SimulatedDisk(script);
      each.createFolders(path("a"));
      Disk.Writer writer = each.create(path("a/f"));
      each.syncFolder(Path.of("/"));
      each.syncFolder(Path.of("/x"));
      each.syncFolder(path("a"));
      writer.write(bytes("11"));
      writer.sync();
      writer.write(bytes("22"));
      script.failAt("before SYNC");
      assertFails(writer::sync);
      assertThat(read(each, "a/f")).isEqualTo("1122");
      writer.write(bytes("33"));
      writer.sync();
      each.crash(new Random(seed));

      String left = read(each, "a/f");
      assertThat(left).hasSize(6).startsWith("11").endsWith("33");
      seen.add(left.equals("112233") ? "kept" : left.contains("\0\0") ? "zeros" : "garbled");
    }
    assertThat(seen).containsExactlyInAnyOrder("kept", "zeros", "garbled");
  }

  @Test
  void afterASyncLeaveItDurable() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      SimulatedDisk each = new SimulatedDisk(script);
      Disk.Writer writer = each.create(Path.of("/f"));
      each.syncFolder(Path.of("/"));
      writer.write(bytes("11"));
      script.failAt("after SYNC");
      assertFails(writer::sync);
      each.crash(new Random(seed));
      assertThat(read(each, "/f")).isEqualTo("11");
    }
  }
}
