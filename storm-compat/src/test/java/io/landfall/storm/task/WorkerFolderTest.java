package io.landfall.storm.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.storm.blob.BlobFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerFolderTest {

  @TempDir private Path parent;

  @Test
  void deletesOnlyWhatNobodyHasLocked() throws IOException {
    Path left = folder("landfall-storm-1-left", true);
    Path inUse = folder("landfall-storm-1-in-use", true);
    Path unmarked = folder("landfall-storm-1-unmarked", false);
    Path own = folder(BlobFolder.workerPrefix() + "own", true);
    Path foreign = folder("landfall-other", true);
    try (FileChannel channel =
        FileChannel.open(inUse.resolve(WorkerFolder.IN_USE), StandardOpenOption.WRITE)) {
      channel.lock();
      WorkerFolder.deleteLeftBehind(parent);
    }
    assertThat(left).doesNotExist();
    assertThat(parent)
        .isDirectoryContaining(inUse::equals)
        .isDirectoryContaining(unmarked::equals)
        .isDirectoryContaining(own::equals)
        .isDirectoryContaining(foreign::equals);
  }

  @Test
  void isGoneAfterTheRun() {
    WorkerFolder folder = new WorkerFolder();
    assertThat(folder.path().resolve(WorkerFolder.IN_USE)).exists();
    assertThat(folder.pids()).isDirectory();
    folder.delete();
    assertThat(folder.path()).doesNotExist();
  }

  private Path folder(String name, boolean marked) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name));
    Files.writeString(Files.createDirectory(folder.resolve("resources")).resolve("a.py"), "");
    if (marked) {
      Files.createFile(folder.resolve(WorkerFolder.IN_USE));
    }
    return folder;
  }
}
