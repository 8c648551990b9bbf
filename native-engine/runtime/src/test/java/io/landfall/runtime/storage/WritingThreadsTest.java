package io.landfall.runtime.storage;

import static io.landfall.runtime.storage.CheckpointStorageContract.JOB;
import static io.landfall.runtime.storage.CheckpointStorageContract.content;
import static io.landfall.runtime.storage.CheckpointStorageContract.manifest;
import static io.landfall.runtime.storage.CheckpointStorageContract.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thread is in the middle of a file while others go on. */
@Timeout(60)
class WritingThreadsTest {

  @TempDir Path folder;
  private final LocalDisk disk = new LocalDisk();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CountDownLatch inTheMiddle = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void endThread() {
    goOn.countDown();
    thread.shutdownNow();
  }

  private DirectoryCheckpointStorage open() throws IOException {
    return DirectoryCheckpointStorage.open(folder, JOB, disk);
  }

  private List<String> names() throws IOException {
    return disk.list(folder.resolve(FileNames.ofJob(JOB)));
  }

  /** Returns when the thread is in the middle of its file. */
  private Future<StoredFile> startWriting(CheckpointWriter writer) throws InterruptedException {
    Future<StoredFile> file =
        thread.submit(
            () ->
                writer.writeFile(
                    "slow.data",
                    out -> {
                      content(100_000).writeTo(out);
                      inTheMiddle.countDown();
                      awaitGoOn();
                    }));
    inTheMiddle.await();
    return file;
  }

  private void awaitGoOn() throws IOException {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void theLastOneDeletesWhatWasAborted() throws Exception {
    try (DirectoryCheckpointStorage storage = open()) {
      write(storage, 1);
      CheckpointWriter aborted = storage.begin(2);
      Future<StoredFile> file = startWriting(aborted);

      aborted.abort();
      write(storage, 3);
      storage.retain(1);
      assertThatThrownBy(() -> storage.begin(2))
          .as("a file of the aborted one could get into it")
          .isInstanceOf(IllegalStateException.class);
      goOn.countDown();

      assertThatThrownBy(file::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseInstanceOf(IOException.class);
      assertThat(names()).containsExactly("LOCK", "chk-00000003");
      storage.begin(2).abort();
    }
  }

  @Test
  void aSavepointThatWasAbortedLeavesNothing() throws Exception {
    Path saves = folder.resolveSibling(folder.getFileName() + "-saves");
    try (DirectoryCheckpointStorage storage = open()) {
      CheckpointWriter aborted = storage.beginSavepoint(2, saves.resolve("mine"));
      Future<StoredFile> file = startWriting(aborted);
      aborted.abort();
      goOn.countDown();

      assertThatThrownBy(file::get).isInstanceOf(ExecutionException.class);
      assertThat(disk.list(saves)).isEmpty();
    } finally {
      Files.deleteIfExists(saves);
    }
  }

  @Test
  void nobodyElseGetsTheFolderBeforeTheLastOneHasEnded() throws Exception {
    DirectoryCheckpointStorage storage = open();
    CheckpointWriter writer = storage.begin(1);
    Future<StoredFile> file = startWriting(writer);

    storage.close();
    assertThatThrownBy(this::open).isInstanceOf(StateDirectoryInUseException.class);
    goOn.countDown();
    StoredFile written = file.get();

    try (DirectoryCheckpointStorage next = open()) {
      assertThatThrownBy(() -> writer.complete(manifest(1, false, written)))
          .as("it would come to count behind the back of who goes on from another")
          .isInstanceOf(IOException.class);
      assertThat(next.latest()).isEmpty();
    }
  }

  @Test
  void isNotCompletedBeforeAllFilesAreWritten() throws Exception {
    try (DirectoryCheckpointStorage storage = open()) {
      CheckpointWriter writer = storage.begin(1);
      Future<StoredFile> file = startWriting(writer);

      assertThatThrownBy(() -> writer.complete(manifest(1, false)))
          .isInstanceOf(IllegalStateException.class);

      goOn.countDown();
      writer.complete(manifest(1, false, file.get()));
      assertThat(storage.latest()).isPresent();
    }
  }
}
