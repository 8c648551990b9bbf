package io.landfall.runtime.storage;

import static io.landfall.runtime.storage.CheckpointStorageContract.JOB;
import static io.landfall.runtime.storage.CheckpointStorageContract.content;
import static io.landfall.runtime.storage.CheckpointStorageContract.manifest;
import static io.landfall.runtime.storage.CheckpointStorageContract.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.runtime.simulation.DiskFaults;
import io.landfall.runtime.simulation.SimulatedDisk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Folders and the marker, through ends of processes and of power. */
class StateDirectoryCrashTest {

  private static final Path DIRECTORY = Path.of("/jobs/new/state");
  private static final Path JOB_FOLDER = DIRECTORY.resolve(FileNames.ofJob(JOB));
  private static final int SEEDS = 20;

  private final PowerSwitch power = new PowerSwitch();
  private final SimulatedDisk disk = new SimulatedDisk(power);

  private DirectoryCheckpointStorage open() throws IOException {
    return DirectoryCheckpointStorage.open(DIRECTORY, JOB, disk);
  }

  private static long latestId(CheckpointStorage storage) throws IOException {
    return storage.latest().map(latest -> latest.manifest().checkpointId()).orElse(-1L);
  }

  /** Runs {@code process} until it has passed that many points; false if it got to its end. */
  private boolean endsAfter(int points, PowerSwitchedProcess process) throws IOException {
    power.endAfter(points);
    try {
      process.run();
      return false;
    } catch (PowerSwitch.Off ended) {
      return true;
    } finally {
      power.on();
    }
  }

  @FunctionalInterface
  private interface PowerSwitchedProcess {
    void run() throws IOException;
  }

  @Test
  void isNeverTakenForForeignAfterAPowerFailureWhileItIsCreated() throws IOException {
    boolean struck = true;
    for (int points = 0; struck; points++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        disk.delete(Path.of("/jobs"));
        disk.syncFolder(Path.of("/"));
        struck = endsAfter(points, () -> open().close());
        disk.crash(new Random(points * 1_000L + seed));

        try (DirectoryCheckpointStorage storage = open()) {
          assertThat(storage.latest()).isEmpty();
        }
      }
    }
  }

  @Test
  void outlivesAPowerFailureAlsoIfItsFirstProcessWasKilledWhileItCreatedTheFolders()
      throws IOException {
    boolean struck = true;
    for (int points = 0; struck; points++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        disk.delete(Path.of("/jobs"));
        disk.syncFolder(Path.of("/"));
        struck = endsAfter(points, () -> open().close());
        try (DirectoryCheckpointStorage storage = open()) {
          write(storage, 1);
        }
        disk.crash(new Random(points * 1_000L + seed));

        try (DirectoryCheckpointStorage storage = open()) {
          assertThat(latestId(storage)).as("points %d, seed %d", points, seed).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aSavepointOutlivesAPowerFailureWithAllFoldersAboveIt() throws IOException {
    Path target = Path.of("/saves/of/today/mine");
    try (DirectoryCheckpointStorage storage = open()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        disk.delete(Path.of("/saves"));
        // As left by a process that was killed before it could make them durable.
        disk.createFolders(Path.of("/saves/of"));
        CheckpointWriter writer = storage.beginSavepoint(seed, target);
        writer.complete(manifest(seed, true, writer.writeFile("a.data", content(5))));
        disk.crash(new Random(seed));

        assertThat(DirectoryCheckpointStorage.openCheckpoint(target, disk).manifest())
            .extracting(CheckpointManifest::checkpointId)
            .isEqualTo((long) seed);
      }
    }
  }

  @Test
  void mayLieBelowFoldersThatThisUserMustNotRead() throws IOException {
    SimulatedDisk strict = new SimulatedDisk(new Unreadable(Path.of("/home")));
    strict.createFolders(Path.of("/home/me"));

    DirectoryCheckpointStorage.open(Path.of("/home/me/state"), JOB, strict).close();

    assertThatThrownBy(
            () -> DirectoryCheckpointStorage.open(Path.of("/home/you/state"), JOB, strict))
        .as("a new folder in it could not be made durable")
        .isInstanceOf(ForeignStateDirectoryException.class)
        .hasMessageContaining("/home");
  }

  private record Unreadable(Path folder) implements DiskFaults {
    @Override
    public void before(Operation operation, Path path) throws IOException {
      if (operation == Operation.SYNC_FOLDER && path.equals(folder)) {
        throw new AccessDeniedException(path.toString());
      }
    }
  }

  @Test
  void saysSoIfItMayNotBeLookedAt() {
    SimulatedDisk strict =
        new SimulatedDisk(
            new DiskFaults() {
              @Override
              public void before(Operation operation, Path path) throws IOException {
                if (operation == Operation.LOOK && path.equals(DIRECTORY)) {
                  throw new AccessDeniedException(path.toString());
                }
              }
            });

    assertThatThrownBy(() -> DirectoryCheckpointStorage.open(DIRECTORY, JOB, strict))
        .isInstanceOf(ForeignStateDirectoryException.class)
        .hasMessageContaining(DIRECTORY.toString())
        .hasMessageContaining("this user");
  }

  @Test
  void twoJobsMayCreateItAtOnce() throws IOException {
    SimulatedDisk shared =
        new SimulatedDisk(
            new DiskFaults() {
              private boolean done;

              @Override
              public void before(Operation operation, Path path) throws IOException {
                if (operation == Operation.CREATE && !done) {
                  done = true;
                  DirectoryCheckpointStorage.open(DIRECTORY, "another", sharedDisk[0]).close();
                }
              }
            });
    sharedDisk[0] = shared;

    DirectoryCheckpointStorage.open(DIRECTORY, JOB, shared).close();

    assertThat(shared.list(DIRECTORY)).containsExactly("LANDFALL", "another", FileNames.ofJob(JOB));
  }

  private final SimulatedDisk[] sharedDisk = new SimulatedDisk[1];

  @Test
  void aFreshStartThatFailsGivesTheLockBack() throws IOException {
    try (DirectoryCheckpointStorage storage = open()) {
      write(storage, 1);
    }
    SimulatedDisk[] failing = new SimulatedDisk[1];
    boolean[] armed = new boolean[1];
    failing[0] =
        new SimulatedDisk(
            new DiskFaults() {
              @Override
              public void before(Operation operation, Path path) throws IOException {
                if (operation == Operation.DELETE && armed[0]) {
                  throw new IOException("as asked");
                }
              }
            });
    try (var storage = DirectoryCheckpointStorage.open(DIRECTORY, JOB, failing[0])) {
      write(storage, 1);
    }
    armed[0] = true;

    assertThatThrownBy(() -> DirectoryCheckpointStorage.openFresh(DIRECTORY, JOB, failing[0]))
        .hasMessage("as asked");
    assertThat(failing[0].openHandles()).isEmpty();
  }

  @Test
  void aFreshStartThatThePowerFailsLeavesTheNewestCheckpointOrNone() throws IOException {
    boolean struck = true;
    for (int points = 0; struck; points++) {
      for (int seed = 0; seed < SEEDS / 5; seed++) {
        try (DirectoryCheckpointStorage storage =
            DirectoryCheckpointStorage.openFresh(DIRECTORY, JOB, disk)) {
          write(storage, 1);
          write(storage, 2);
        }
        struck =
            endsAfter(
                points, () -> DirectoryCheckpointStorage.openFresh(DIRECTORY, JOB, disk).close());
        assertThat(disk.openHandles()).isEmpty();
        disk.crash(new Random(points * 1_000L + seed));

        try (DirectoryCheckpointStorage storage = open()) {
          assertThat(latestId(storage)).as("points %d, seed %d", points, seed).isIn(2L, -1L);
          assertThat(storage.problems()).isEmpty();
        }
        assertThat(disk.list(JOB_FOLDER)).contains("LOCK");
      }
    }
  }
}
