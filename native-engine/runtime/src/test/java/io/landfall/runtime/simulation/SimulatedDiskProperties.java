package io.landfall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.runtime.storage.Disk;
import io.landfall.runtime.storage.LocalDisk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What holds after any sequence of calls, and that the real disk answers them alike. */
class SimulatedDiskProperties {

  private static final int ROUNDS = 150;
  private static final int CALLS_PER_ROUND = 60;
  private static final List<String> NAMES = List.of("a", "a-b", "b");

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void answersAsTheLocalDiskDoes() throws IOException {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Path root = Files.createDirectory(folder.resolve("round" + seed));
      SimulatedDisk simulated = new SimulatedDisk(DiskFaults.NONE);
      simulated.createFolders(root);
      try (Side local = new Side(new LocalDisk(), root);
          Side ours = new Side(simulated, root)) {
        Random random = new Random(seed);
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < CALLS_PER_ROUND; i++) {
          long call = random.nextLong();
          String expected = local.call(new Random(call));
          calls.add(expected);
          assertThat(ours.call(new Random(call)))
              .as("seed %d: %s", seed, calls)
              .isEqualTo(expected);
          assertThat(ours.content(root))
              .as("seed %d: %s", seed, calls)
              .isEqualTo(local.content(root));
        }
      }
      assertThat(simulated.openHandles()).isEmpty();
    }
  }

  @Test
  void isConsistentAfterAnyCrash() throws IOException {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      SimulatedDisk disk = used(random);
      disk.crash(random);

      assertThat(disk.openHandles()).isEmpty();
      long totalBytes = 0;
      for (Path file : disk.files()) {
        try (Disk.Reader reader = disk.open(file)) {
          totalBytes += reader.lengthBytes();
        }
      }
      // Links share their bytes.
      assertThat(disk.usedBytes()).as("seed %d", seed).isLessThanOrEqualTo(totalBytes);
      disk.delete(folder);
      assertThat(disk.usedBytes()).as("seed %d", seed).isZero();
    }
  }

  @Test
  void losesNoNameWhenEveryFolderIsSynced() throws IOException {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      SimulatedDisk disk = used(random);
      syncAll(disk, folder.getRoot());
      List<Path> files = disk.files();
      disk.crash(random);

      assertThat(disk.files()).as("seed %d", seed).isEqualTo(files);
    }
  }

  /** A disk on which a random sequence of calls was made. */
  private SimulatedDisk used(Random random) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(DiskFaults.NONE);
    disk.createFolders(folder);
    Side side = new Side(disk, folder);
    for (int i = 0; i < CALLS_PER_ROUND; i++) {
      side.call(random);
    }
    return disk;
  }

  private static void syncAll(Disk disk, Path folder) throws IOException {
    disk.syncFolder(folder);
    for (String name : disk.list(folder)) {
      if (disk.isFolder(folder.resolve(name))) {
        syncAll(disk, folder.resolve(name));
      }
    }
  }

  /**
   * One of the two disks with what is open on it; the same random numbers lead to the same call.
   */
  private static final class Side implements Closeable {

    private static final int CALLS = 21;
    private static final int LAST_RENAME = 1;

    private final Disk disk;
    private final Path root;
    private final List<Disk.Writer> writers = new ArrayList<>();
    private final List<Disk.Reader> readers = new ArrayList<>();
    private final List<Closeable> locks = new ArrayList<>();

    Side(Disk disk, Path root) {
      this.disk = disk;
      this.root = root;
    }

    String call(Random random) {
      int which = random.nextInt(CALLS);
      Path path = path(random);
      Path other = path(random);
      String what = which + " " + root.relativize(path) + " " + root.relativize(other) + ": ";
      try {
        return what + act(which, path, other, random);
      } catch (IOException failure) {
        return what + kindOf(failure, which <= LAST_RENAME);
      }
    }

    private Path path(Random random) {
      Path path = root;
      for (int depth = 1 + random.nextInt(4) / 2; depth > 0; depth--) {
        path = path.resolve(NAMES.get(random.nextInt(NAMES.size())));
      }
      return path;
    }

    private Object act(int which, Path path, Path other, Random random) throws IOException {
      switch (which) {
        case 0, LAST_RENAME -> disk.rename(path, other);
        case 2, 3, 4 -> writers.add(disk.create(path));
        case 5 -> {
          // What the simulation refuses on purpose, the real one would open.
          if (!disk.isFolder(path)) {
            readers.add(disk.open(path));
          }
        }
        case 6, 7, 8 -> disk.createFolders(path);
        case 9 -> {
          if (disk.isFolder(path) || !disk.exists(path)) {
            disk.syncFolder(path);
          }
        }
        case 10 -> disk.delete(path);
        case 11 -> {
          Closeable lock = disk.tryLock(path);
          if (lock != null) {
            locks.add(lock);
          }
          return lock != null;
        }
        case 12 -> {
          return disk.exists(path) + " " + disk.isFolder(path) + " " + disk.isWritable(path);
        }
        case 13 -> disk.link(path, other);
        default -> {
          return useHandles(which, random);
        }
      }
      return "done";
    }

    private Object useHandles(int which, Random random) throws IOException {
      List<? extends Closeable> some = which < 18 ? writers : which < 20 ? readers : locks;
      if (some.isEmpty()) {
        return "nothing open";
      }
      Closeable handle = some.get(random.nextInt(some.size()));
      if (random.nextInt(4) == 0) {
        handle.close();
      } else if (handle instanceof Disk.Writer writer) {
        write(writer, random);
      } else if (handle instanceof Disk.Reader reader) {
        return read(reader, random);
      }
      return "done";
    }

    private static void write(Disk.Writer writer, Random random) throws IOException {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      writer.write(ByteBuffer.wrap(bytes));
      if (random.nextInt(4) == 0) {
        writer.sync();
      }
    }

    private static String read(Disk.Reader reader, Random random) throws IOException {
      ByteBuffer into = ByteBuffer.allocate(1 + random.nextInt(300));
      int count = reader.read(random.nextInt(300), into);
      return reader.lengthBytes() + " " + count + " " + Arrays.hashCode(into.array());
    }

    /** Errors that only Linux's message tells apart count as the same. */
    private static String kindOf(IOException failure, boolean ofRename) {
      if (failure instanceof NoSuchFileException || failure instanceof ClosedChannelException) {
        return failure.getClass().getSimpleName();
      }
      boolean exists = failure instanceof FileAlreadyExistsException && !ofRename;
      return exists ? "FileAlreadyExistsException" : "another IOException";
    }

    /** Names and content of all that is below the folder. */
    List<String> content(Path below) throws IOException {
      List<String> content = new ArrayList<>();
      for (String name : disk.list(below)) {
        Path path = below.resolve(name);
        if (disk.isFolder(path)) {
          content.add(path + "/");
          content.addAll(content(path));
        } else {
          content.add(path + " " + fileContent(path));
        }
      }
      return content;
    }

    private String fileContent(Path path) throws IOException {
      try (Disk.Reader reader = disk.open(path)) {
        ByteBuffer bytes = ByteBuffer.allocate((int) reader.lengthBytes());
        reader.read(0, bytes);
        return bytes.capacity() + " bytes " + Arrays.hashCode(bytes.array());
      }
    }

    @Override
    public void close() throws IOException {
      for (List<? extends Closeable> each : List.of(writers, readers, locks)) {
        for (Closeable handle : each) {
          handle.close();
        }
      }
    }
  }
}
