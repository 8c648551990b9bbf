package io.landfall.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalDiskTest {

  @TempDir Path folder;
  private final LocalDisk disk = new LocalDisk();

  /** Another process that tries to lock a file, says whether it could, and ends. */
  static final class Locker {
    public static void main(String[] arguments) throws IOException {
      System.out.println(new LocalDisk().tryLock(Path.of(arguments[0])) != null);
    }
  }

  private static boolean anotherProcessCanLock(Path file) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(List.of(java, "-cp", classPath, Locker.class.getName(), file.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isIn("true", "false");
    return said.equals("true");
  }

  @Test
  void keepsItsLockFromOtherProcessesAfterASecondCallerInThisOneWasRefused() throws Exception {
    Path file = folder.resolve("LOCK");
    Path link = Files.createSymbolicLink(folder.resolve("LINK"), file);
    try (Closeable lock = disk.tryLock(file)) {
      assertThat(lock).isNotNull();
      assertThat(disk.tryLock(file)).isNull();
      assertThat(new LocalDisk().tryLock(link)).isNull();

      assertThat(anotherProcessCanLock(file)).isFalse();
    }
    assertThat(anotherProcessCanLock(file)).isTrue();
  }

  @Test
  void locksAgainOnceUnlocked() throws IOException {
    Path file = folder.resolve("LOCK");
    Closeable first = disk.tryLock(file);
    first.close();
    Closeable second = disk.tryLock(file);
    first.close();

    assertThat(second).isNotNull();
    assertThat(disk.tryLock(file)).as("the first was closed twice").isNull();
    second.close();
  }

  @Test
  void doesNotTakeWhatItCannotLookAtForMissing() throws IOException {
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);

    assertThatThrownBy(() -> disk.exists(loop.resolve("x")))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> disk.isFolder(loop.resolve("x")))
        .isInstanceOf(FileSystemException.class);
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThat(disk.exists(file)).isTrue();
    assertThat(disk.isFolder(file)).isFalse();
    assertThat(disk.exists(file.resolve("below/it"))).isFalse();
    assertThat(disk.exists(folder.resolve("none/at/all"))).isFalse();
    assertThat(disk.isFolder(folder)).isTrue();
  }
}
