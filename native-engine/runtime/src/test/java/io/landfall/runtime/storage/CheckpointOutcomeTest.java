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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comes of a checkpoint, wherever the process, the disk or the power fails. */
class CheckpointOutcomeTest {

  private static final Path DIRECTORY = Path.of("/state");
  private static final Path JOB_FOLDER = DIRECTORY.resolve(FileNames.ofJob(JOB));
  private static final int SEEDS = 12;

  /** Fails at some points, counted from when it was armed. */
  private static final class Failing implements DiskFaults {
    private int point;
    private int from = Integer.MAX_VALUE;
    private int to = Integer.MAX_VALUE;
    private boolean unchecked;

    void arm(int from, int to) {
      point = 0;
      this.from = from;
      this.to = to;
    }

    void disarm() {
      from = Integer.MAX_VALUE;
    }

    @Override
    public void before(Operation operation, Path path) throws IOException {
      pass(operation);
    }

    @Override
    public void after(Operation operation, Path path) throws IOException {
      pass(operation);
    }

    private void pass(Operation operation) throws IOException {
      int here = point++;
      if (here >= from && here < to) {
        if (unchecked) {
          throw new IllegalArgumentException("as asked");
        }
        throw new IOException("as asked at " + operation);
      }
    }
  }

  private final Failing faults = new Failing();
  private SimulatedDisk disk = new SimulatedDisk(faults);

  private DirectoryCheckpointStorage open() throws IOException {
    return DirectoryCheckpointStorage.open(DIRECTORY, JOB, disk);
  }

  private static long latestId(CheckpointStorage storage) throws IOException {
    return storage.latest().orElseThrow().manifest().checkpointId();
  }

  /** Returns how it failed, with those points failing; null if it did not. */
  private IOException complete(CheckpointStorage storage, long id, int from, int to)
      throws IOException {
    CheckpointWriter writer = storage.begin(id);
    StoredFile file = writer.writeFile("a.data", content(10, 0, (int) id));
    faults.arm(from, to);
    try {
      writer.complete(manifest(id, false, file));
      return null;
    } catch (IOException failure) {
      return failure;
    } finally {
      faults.disarm();
    }
  }

  @Test
  void surelyDoesNotCountAfterOneFailure() throws IOException {
    boolean failed = true;
    for (int point = 0; failed; point++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        disk = new SimulatedDisk(faults);
        try (DirectoryCheckpointStorage storage = open()) {
          write(storage, 1);
          IOException failure = complete(storage, 2, point, point + 1);
          failed = failure != null;
          if (failed) {
            assertThat(failure).hasMessageStartingWith("as asked");
            write(storage, 2);
            assertThat(latestId(storage)).as("its number is free").isEqualTo(2);
          }
        }

        disk = new SimulatedDisk(faults);
        DirectoryCheckpointStorage storage = open();
        write(storage, 1);
        if (complete(storage, 2, point, point + 1) != null) {
          disk.crash(new Random(seed + point * 1_000L));
          try (DirectoryCheckpointStorage next = open()) {
            assertThat(latestId(next)).as("point %d, seed %d", point, seed).isEqualTo(1);
            assertThat(next.problems()).isEmpty();
          }
        }
      }
    }
  }

  @Test
  void isDecidedByTheNextLookOnceAndForAllAfterMoreFailures() throws IOException {
    int undecided = 0;
    boolean failed = true;
    for (int point = 0; failed; point++) {
      for (int length = 2; length < 12; length++) {
        for (int seed = 0; seed < SEEDS; seed++) {
          disk = new SimulatedDisk(faults);
          DirectoryCheckpointStorage storage = open();
          write(storage, 1);
          IOException failure = complete(storage, 2, point, point + length);
          failed = failure != null;
          long decided = latestId(storage);
          if (failure instanceof CheckpointUndecidedException) {
            undecided++;
            assertThat(failure).hasMessageContaining("checkpoint 2").hasMessageContaining("as ask");
          } else {
            assertThat(decided).isEqualTo(failed ? 1 : 2);
          }
          disk.crash(new Random(seed + point * 1_000L));

          try (DirectoryCheckpointStorage next = open()) {
            assertThat(latestId(next)).as("point %d, seed %d", point, seed).isEqualTo(decided);
            assertThat(next.problems()).isEmpty();
            write(next, decided + 1);
            assertThat(latestId(next)).isEqualTo(decided + 1);
          }
        }
      }
    }
    assertThat(undecided).isPositive();
  }

  @Test
  void cannotBeLookedForWhileItIsUndecidedAndTheDiskFails() throws IOException {
    List<Long> found = new ArrayList<>();
    for (int point = 0; point < 60; point++) {
      disk = new SimulatedDisk(faults);
      try (DirectoryCheckpointStorage storage = open()) {
        write(storage, 1);
        if (complete(storage, 2, point, Integer.MAX_VALUE)
            instanceof CheckpointUndecidedException) {
          faults.arm(0, Integer.MAX_VALUE);
          assertThatThrownBy(storage::latest).isInstanceOf(IOException.class);
          assertThatThrownBy(() -> storage.begin(3)).isInstanceOf(IOException.class);
          assertThatThrownBy(() -> storage.retain(1)).isInstanceOf(IOException.class);
          faults.disarm();
          found.add(latestId(storage));
        }
      }
    }
    assertThat(found).contains(1L, 2L);
  }

  @Test
  void whatAKilledProcessLeftIsDurableBeforeItIsGoneOnFrom() throws IOException {
    boolean struck = true;
    for (int points = 0; struck; points++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        PowerSwitch power = new PowerSwitch();
        disk = new SimulatedDisk(power);
        DirectoryCheckpointStorage killed = open();
        write(killed, 1);
        power.endAfter(points);
        try {
          write(killed, 2);
          struck = false;
        } catch (PowerSwitch.Off ended) {
          struck = true;
        }
        power.on();
        killed.close();
        long decided;
        try (DirectoryCheckpointStorage storage = open()) {
          decided = latestId(storage);
        }
        disk.crash(new Random(seed + points * 1_000L));

        try (DirectoryCheckpointStorage storage = open()) {
          assertThat(latestId(storage)).as("points %d, seed %d", points, seed).isEqualTo(decided);
        }
        assertThat(disk.openHandles()).isEmpty();
      }
    }
  }

  @Test
  void retentionLeavesNoHalfCheckpointBehindAPowerFailure() throws IOException {
    boolean struck = true;
    for (int points = 0; struck; points++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        PowerSwitch power = new PowerSwitch();
        disk = new SimulatedDisk(power);
        DirectoryCheckpointStorage storage = open();
        write(storage, 1);
        write(storage, 2);
        write(storage, 3);
        power.endAfter(points);
        try {
          storage.retain(1);
          struck = false;
        } catch (PowerSwitch.Off ended) {
          struck = true;
        }
        power.on();
        disk.crash(new Random(seed + points * 1_000L));

        for (String name : disk.list(JOB_FOLDER)) {
          if (FileNames.idOf(FileNames.CHECKPOINT, name).isPresent()) {
            DirectoryCheckpointStorage.openCheckpoint(JOB_FOLDER.resolve(name), disk);
          }
        }
        try (DirectoryCheckpointStorage next = open()) {
          assertThat(latestId(next)).isEqualTo(3);
        }
      }
    }
  }

  @Test
  void canBeBegunAgainAfterBeginningItFailed() throws IOException {
    try (DirectoryCheckpointStorage storage = open()) {
      boolean failed = true;
      for (int point = 0; failed; point++) {
        faults.arm(point, point + 1);
        try {
          storage.begin(point).abort();
          failed = false;
        } catch (IOException asAsked) {
          failed = true;
        }
        faults.disarm();
        storage.retain(1);
        assertThat(disk.list(JOB_FOLDER)).as("leftovers of %d", point).containsExactly("LOCK");
        storage.begin(point).abort();
      }
    }
  }

  @Test
  void leavesNothingBehindWhateverIsThrown() throws IOException {
    try (DirectoryCheckpointStorage storage = open()) {
      CheckpointWriter writer = storage.begin(1);
      StoredFile file = writer.writeFile("a.data", content(5));
      faults.unchecked = true;
      faults.arm(0, 1);
      assertThatThrownBy(() -> writer.complete(manifest(1, false, file))).hasMessage("as asked");
      faults.disarm();

      assertThat(disk.list(JOB_FOLDER)).containsExactly("LOCK");
      storage.begin(1).abort();
    }
  }

  @Test
  void aSavepointThatFailedIsNotThere() throws IOException {
    Path target = Path.of("/save/mine");
    boolean failed = true;
    try (DirectoryCheckpointStorage storage = open()) {
      for (int point = 0; failed; point++) {
        CheckpointWriter writer = storage.beginSavepoint(point, target);
        StoredFile file = writer.writeFile("a.data", content(5));
        faults.arm(point, point + 1);
        try {
          writer.complete(manifest(point, true, file));
          failed = false;
        } catch (IOException asAsked) {
          assertThat(disk.list(target.getParent())).as("point %d", point).isEmpty();
        }
        faults.disarm();
      }
    }
    assertThat(disk.list(target.getParent())).containsExactly("mine");
  }
}
