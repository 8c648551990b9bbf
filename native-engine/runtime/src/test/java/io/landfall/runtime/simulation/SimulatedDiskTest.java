package io.landfall.runtime.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.runtime.storage.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the disk does while the power is on and no fault strikes. */
class SimulatedDiskTest {

  private final SimulatedDisk disk = new SimulatedDisk(DiskFaults.NONE);

  static Path path(String path) {
    return Path.of("/x").resolve(path);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  static void write(Disk disk, String path, String text) throws IOException {
    try (Disk.Writer writer = disk.create(path(path))) {
      writer.write(bytes(text));
    }
  }

  static String read(Disk disk, String path) throws IOException {
    try (Disk.Reader reader = disk.open(path(path))) {
      ByteBuffer into = ByteBuffer.allocate((int) reader.lengthBytes());
      reader.read(0, into);
      return new String(into.array(), US_ASCII);
    }
  }

  @Test
  void readsBackWhatWasWrittenFromAnyOffset() throws IOException {
    disk.createFolders(path("a"));
    try (Disk.Writer writer = disk.create(path("a/f"))) {
      writer.write(bytes("hello "));
      writer.write(bytes("world".repeat(100)));
    }

    assertThat(read(disk, "a/f")).isEqualTo("hello " + "world".repeat(100));
    try (Disk.Reader reader = disk.open(path("a/../a/f"))) {
      ByteBuffer into = ByteBuffer.allocate(8);
      assertThat(reader.lengthBytes()).isEqualTo(506);
      assertThat(reader.read(501, into)).isEqualTo(5);
      assertThat(reader.read(506, into)).isZero();
      assertThat(reader.read(Long.MAX_VALUE, into)).isZero();
    }
  }

  @Test
  void aLinkSharesTheContentAndItsSpaceUntilTheLastNameIsDeleted() throws IOException {
    disk.createFolders(path("a"));
    write(disk, "f", "hello");
    disk.link(path("f"), path("a/g"));

    assertThat(disk.usedBytes()).isEqualTo(5);
    disk.rename(path("f"), path("a/g"));
    assertThat(read(disk, "f")).as("as Linux does, a rename onto itself").isEqualTo("hello");
    disk.delete(path("f"));
    assertThat(read(disk, "a/g")).isEqualTo("hello");
    assertThat(disk.usedBytes()).isEqualTo(5);
    disk.delete(path("a/g"));
    assertThat(disk.usedBytes()).isZero();
  }

  @Test
  void linksOnlyFilesAndOnlyToWhereNothingIs() throws IOException {
    disk.createFolders(path("a"));
    write(disk, "f", "");

    assertThatThrownBy(() -> disk.link(path("f"), path("a")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> disk.link(path("g"), path("h")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.link(path("f"), path("b/f")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.link(path("a"), path("b"))).isInstanceOf(IOException.class);
  }

  @Test
  void createsOnlyWhereNothingIsAndAFolderIs() throws IOException {
    disk.createFolders(path("a"));
    write(disk, "f", "");

    assertThatThrownBy(() -> disk.create(path("f"))).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> disk.create(path("a"))).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> disk.create(path("b/f"))).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.open(path("g"))).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.createFolders(path("f")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> disk.syncFolder(path("b"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void listsSortedNamesAndNothingWhereThereIsNoFolder() throws IOException {
    disk.createFolders(path("a/c/d"));
    disk.createFolders(path("a/b"));
    write(disk, "a/a", "");

    assertThat(disk.list(path("a"))).containsExactly("a", "b", "c");
    assertThat(disk.list(path("a/a"))).isEmpty();
    assertThat(disk.list(path("a/a/b"))).isEmpty();
    assertThat(disk.list(path("nowhere"))).isEmpty();
    assertThat(disk.list(Path.of("/"))).containsExactly("x");
    assertThat(disk.exists(path("a/c"))).isTrue();
    assertThat(disk.isFolder(path("a/a"))).isFalse();
    assertThat(disk.isWritable(path("a/c"))).isTrue();
    assertThat(disk.isWritable(path("a/d"))).isFalse();
  }

  @Test
  void renamesAsLinuxDoes() throws IOException {
    disk.createFolders(path("full/a"));
    disk.createFolders(path("empty"));
    write(disk, "f", "f");
    write(disk, "g", "g");

    disk.rename(path("f"), path("g"));
    assertThat(read(disk, "g")).isEqualTo("f");
    disk.rename(path("full"), path("empty"));
    assertThat(disk.list(path("empty"))).containsExactly("a");
    disk.createFolders(path("full"));

    assertThatThrownBy(() -> disk.rename(path("f"), path("h")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.rename(path("full"), path("empty")))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> disk.rename(path("g"), path("full")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> disk.rename(path("empty"), path("empty/a/b")))
        .hasMessageContaining("Invalid argument");
  }

  @Test
  void deletesWhatIsThereAndKeepsTheRoot() throws IOException {
    disk.createFolders(path("a/b"));
    write(disk, "a/b/f", "1");

    disk.delete(path("a"));
    disk.delete(path("a"));
    assertThat(disk.list(Path.of("/x"))).isEmpty();
    assertThatThrownBy(() -> disk.delete(Path.of("/"))).isInstanceOf(IOException.class);
    assertThat(disk.isFolder(Path.of("/"))).isTrue();
  }

  @Test
  void aWriterStaysWithItsFileWhateverBecomesOfTheName() throws IOException {
    disk.createFolders(path("a"));
    Disk.Writer renamed = disk.create(path("a/f"));
    Disk.Writer deleted = disk.create(path("a/g"));
    Disk.Reader reader = disk.open(path("a/g"));
    disk.rename(path("a"), path("b"));
    disk.delete(path("b/g"));
    write(disk, "b/g", "another");

    renamed.write(bytes("here"));
    deleted.write(bytes("gone"));

    assertThat(read(disk, "b/f")).isEqualTo("here");
    assertThat(read(disk, "b/g")).isEqualTo("another");
    assertThat(reader.lengthBytes()).isEqualTo(4);
    assertThat(disk.usedBytes()).isEqualTo(15);
    deleted.close();
    reader.close();
    assertThat(disk.usedBytes()).isEqualTo(11);
  }

  @Test
  void locksAFileOnceAtATime() throws IOException {
    disk.createFolders(path("a"));
    Closeable lock = disk.tryLock(path("a/LOCK"));

    assertThat(disk.tryLock(path("a/LOCK"))).isNull();
    lock.close();
    lock.close();
    assertThat(disk.tryLock(path("a/LOCK"))).isNotNull();
    assertThatThrownBy(() -> disk.tryLock(path("b/LOCK"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void tellsWhatIsOpen() throws IOException {
    disk.createFolders(path("a"));
    Disk.Writer writer = disk.create(path("a/f"));
    Disk.Reader reader = disk.open(path("a/f"));
    Closeable lock = disk.tryLock(path("a/LOCK"));

    assertThat(disk.openHandles())
        .containsExactly("writer of /x/a/f", "reader of /x/a/f", "lock of /x/a/LOCK");
    for (Closeable each : List.of(writer, reader, lock)) {
      each.close();
    }
    assertThat(disk.openHandles()).isEmpty();
    assertThatThrownBy(() -> writer.write(bytes("1"))).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void writesWhatFitsWhenItIsFull() throws IOException {
    disk.createFolders(path("a"));
    disk.capacityBytes(10);
    Disk.Writer writer = disk.create(path("a/f"));
    ByteBuffer tooMuch = bytes("0123456789abc");

    assertThatThrownBy(() -> writer.write(tooMuch)).hasMessage("No space left on device");
    assertThat(tooMuch.remaining()).isEqualTo(3);
    assertThat(read(disk, "a/f")).isEqualTo("0123456789");
    for (String name : List.of("create", "lock", "folder")) {
      Path path = path("a/" + name);
      assertThatThrownBy(
              () -> {
                switch (name) {
                  case "create" -> disk.create(path);
                  case "lock" -> disk.tryLock(path);
                  default -> disk.createFolders(path);
                }
              })
          .hasMessage("No space left on device");
    }
    disk.delete(path("a/f"));
    assertThat(disk.usedBytes()).isEqualTo(10);
    writer.close();
    assertThat(disk.usedBytes()).isZero();
    write(disk, "a/g", "0123456789");
    disk.capacityBytes(5);
    assertThatThrownBy(() -> write(disk, "a/h", "")).hasMessage("No space left on device");
  }

  @Test
  void damagesOneBitOrCutsAFile() throws IOException {
    disk.createFolders(path("a"));
    write(disk, "a/empty", "");
    write(disk, "a/f", "0123456789");
    Random random = new Random(1);

    assertThat(disk.flipBit(path("a/empty"), random)).isFalse();
    assertThat(disk.flipBit(path("a/none"), random)).isFalse();
    assertThat(disk.truncate(path("a"), random)).isFalse();
    assertThat(disk.flipBit(path("a/f"), random)).isTrue();
    String damaged = read(disk, "a/f");
    int bits = 0;
    for (int i = 0; i < damaged.length(); i++) {
      bits += Integer.bitCount(damaged.charAt(i) ^ "0123456789".charAt(i));
    }
    assertThat(bits).isEqualTo(1);
    assertThat(disk.truncate(path("a/f"), random)).isTrue();
    assertThat(read(disk, "a/f"))
        .hasSizeLessThan(10)
        .isEqualTo(damaged.substring(0, (int) disk.usedBytes()));
  }

  @Test
  void listsAllFilesInTheOrderOfPaths() throws IOException {
    disk.createFolders(path("a"));
    List<String> names = new ArrayList<>(List.of("b", "a-b", "a/c"));
    for (String name : names) {
      write(disk, name, "");
    }
    assertThat(disk.files()).containsExactly(path("a-b"), path("a/c"), path("b"));
  }
}
