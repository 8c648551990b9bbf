package io.landfall.runtime.storage;

import static io.landfall.runtime.storage.CheckpointStorageContract.JOB;
import static io.landfall.runtime.storage.CheckpointStorageContract.content;
import static io.landfall.runtime.storage.CheckpointStorageContract.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.runtime.simulation.SimulatedDisk;
import io.landfall.runtime.storage.CheckpointManifest.OperatorEntry;
import io.landfall.runtime.storage.CheckpointManifest.SubtaskEntry;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever a process does with its checkpoints, and whenever the disk, the process or the power
 * fails: the next one finds the newest that is complete, or one that nobody was told about, and
 * what it has once gone on from is never contradicted.
 */
class CheckpointStorageProperties {

  private static final int SEEDS = 800;
  private static final int PROCESSES = 4;
  private static final int ACTIONS = 25;
  private static final int LONGEST_LIFE_POINTS = 600;
  private static final Path DIRECTORY = Path.of("/jobs/state");
  private static final Path JOB_FOLDER = DIRECTORY.resolve(FileNames.ofJob(JOB));

  @Test
  void findsTheNewestCompleteCheckpointThroughAllFailures() throws IOException {
    Set<String> outcomes = new HashSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      Life life = new Life(seed);
      try {
        life.run();
      } catch (AssertionError | IOException | RuntimeException failure) {
        throw new AssertionError("seed " + seed, failure);
      }
      outcomes.addAll(life.outcomes);
    }
    assertThat(outcomes)
        .as("all of it has happened")
        .contains(
            "complete", "given up", "undecided", "killed", "restored an undecided one", "adopted");
  }

  /** Processes one after the other, and what they were told. */
  private static final class Life {
    final Set<String> outcomes = new HashSet<>();

    private final int seed;
    private final Random random;
    private final PowerSwitch power = new PowerSwitch();
    private final SimulatedDisk disk = new SimulatedDisk(power);

    /** The newest that is known to be complete. */
    private CheckpointManifest known;

    /** Those of which it was never heard whether they are. */
    private final Map<Long, CheckpointManifest> open = new HashMap<>();

    private final Map<Path, CheckpointManifest> savepoints = new HashMap<>();
    private final Set<Path> givenUpSavepoints = new HashSet<>();
    private DirectoryCheckpointStorage storage;
    private long nextId;
    private int written;

    Life(int seed) {
      this.seed = seed;
      random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    void run() throws IOException {
      for (int process = 0; process < PROCESSES; process++) {
        power.endAfter(random.nextInt(LONGEST_LIFE_POINTS));
        if (random.nextInt(3) > 0) {
          power.failOneIn(10 + random.nextInt(100), random);
        }
        try {
          runProcess();
        } catch (PowerSwitch.Off killed) {
          outcomes.add("killed");
        }
        endProcess();
        if (random.nextInt(3) > 0) {
          disk.crash(random);
        }
      }
      checkTheEnd();
    }

    private void endProcess() {
      power.on();
      if (storage != null) {
        storage.close();
        storage = null;
      }
      assertThat(disk.openHandles()).isEmpty();
    }

    private void runProcess() throws IOException {
      try {
        storage = DirectoryCheckpointStorage.open(DIRECTORY, JOB, disk);
        restore();
      } catch (IOException refused) {
        requireExcuse(refused);
        return;
      }
      for (int action = 0; action < ACTIONS; action++) {
        try {
          act();
        } catch (CheckpointUndecidedException undecided) {
          if (!restores()) {
            return;
          }
        } catch (IOException failed) {
          requireExcuse(failed);
        }
      }
    }

    private void requireExcuse(IOException failure) throws IOException {
      if (!power.hasFailed()) {
        throw failure;
      }
    }

    private boolean restores() {
      try {
        restore();
        return true;
      } catch (IOException ended) {
        return false;
      }
    }

    private void act() throws IOException {
      switch (random.nextInt(8)) {
        case 0 -> storage.retain(1 + random.nextInt(3));
        case 1 -> savepoint();
        case 2 -> storage.begin(nextId++).abort();
        case 3 -> {
          CheckpointWriter writer = storage.begin(nextId++);
          try {
            writer.writeFile("a.data", content(1 + random.nextInt(100)));
          } finally {
            writer.abort();
          }
        }
        case 4 -> {
          if (random.nextInt(3) == 0) {
            restore();
          }
        }
        default -> checkpoint();
      }
    }

    private void checkpoint() throws IOException {
      long id = nextId++;
      CheckpointWriter writer = storage.begin(id);
      CheckpointManifest manifest = writeFiles(writer, id, false, baseFor(writer));
      open.put(id, manifest);
      try {
        writer.complete(manifest);
        known = manifest;
        outcomes.add("complete");
      } catch (CheckpointUndecidedException undecided) {
        outcomes.add("undecided");
        throw undecided;
      } catch (IOException givenUp) {
        outcomes.add("given up");
        open.remove(id);
        throw givenUp;
      }
      open.remove(id);
    }

    /** One of the newest known checkpoint, taken over; or a new one; or none. */
    private StoredFile baseFor(CheckpointWriter writer) throws IOException {
      StoredFile earlier = known == null ? null : baseOf(known);
      try {
        if (earlier != null && random.nextInt(4) > 0) {
          writer.adopt(known.checkpointId(), earlier);
          outcomes.add("adopted");
          return random.nextInt(4) > 0 ? earlier : null;
        }
        int number = written + 1;
        return random.nextBoolean()
            ? writer.writeFile("base-" + number, content(random.nextInt(50), number))
            : null;
      } catch (IOException failed) {
        writer.abort();
        throw failed;
      }
    }

    private static StoredFile baseOf(CheckpointManifest manifest) {
      List<StoredFile> layers = manifest.operators().get(0).subtasks().get(0).layers();
      return layers.isEmpty() ? null : layers.get(0);
    }

    private CheckpointManifest writeFiles(
        CheckpointWriter writer, long id, boolean savepoint, StoredFile base) throws IOException {
      List<SubtaskEntry> subtasks = new ArrayList<>();
      int number = ++written;
      try {
        for (int i = 0; i <= random.nextInt(2); i++) {
          StoredFile file = writer.writeFile("f" + i, content(1 + random.nextInt(50), number));
          subtasks.add(new SubtaskEntry(i, file, "", base == null ? List.of() : List.of(base)));
        }
      } catch (IOException failed) {
        writer.abort();
        throw failed;
      }
      // The number tells it from others with the same id, which an earlier process gave up.
      OperatorEntry operator =
          new OperatorEntry("uid", "count", "process", subtasks.size(), 128, subtasks, null);
      return CheckpointManifest.of(JOB, id, number, savepoint, List.of(operator));
    }

    private void savepoint() throws IOException {
      long id = nextId++;
      Path target = Path.of("/saves/" + random.nextInt(3) + "/" + id + "-" + written);
      givenUpSavepoints.add(target);
      try {
        CheckpointWriter writer = storage.beginSavepoint(id, target);
        CheckpointManifest manifest = writeFiles(writer, id, true, null);
        writer.complete(manifest);
        savepoints.put(target, manifest);
      } catch (CheckpointUndecidedException undecided) {
        givenUpSavepoints.remove(target);
        throw new IOException(undecided);
      } catch (PowerSwitch.Off killed) {
        givenUpSavepoints.remove(target);
        throw killed;
      }
      givenUpSavepoints.remove(target);
    }

    /** As the engine does: whatever was begun before is forgotten. */
    private void restore() throws IOException {
      Optional<StoredCheckpoint> latest = storage.latest();
      CheckpointManifest found = latest.map(StoredCheckpoint::manifest).orElse(null);
      assertThat(storage.problems()).isEmpty();
      long foundId = found == null ? -1 : found.checkpointId();
      long knownId = known == null ? -1 : known.checkpointId();
      if (foundId > knownId) {
        assertThat(found).isEqualTo(open.get(foundId));
        outcomes.add("restored an undecided one");
      } else {
        assertThat(found).isEqualTo(known);
      }
      if (found != null) {
        assertContent(latest.get());
      }
      known = found;
      nextId = foundId + 1 + random.nextInt(2);
      open.clear();
    }

    private static void assertContent(StoredCheckpoint checkpoint) throws IOException {
      long number = checkpoint.manifest().createdAtMs();
      for (SubtaskEntry each : checkpoint.manifest().operators().get(0).subtasks()) {
        assertContent(checkpoint, each.file(), number);
      }
      StoredFile base = baseOf(checkpoint.manifest());
      if (base != null) {
        assertContent(checkpoint, base, Long.parseLong(base.name().substring("base-".length())));
      }
    }

    private static void assertContent(StoredCheckpoint checkpoint, StoredFile file, long number)
        throws IOException {
      try (DataInputStream in = checkpoint.open(file).open(section(1))) {
        byte[] bytes = in.readAllBytes();
        assertThat(bytes.length).isEqualTo((int) number);
        for (int i = 0; i < bytes.length; i++) {
          if (bytes[i] != (byte) (i * 31 + 1)) {
            throw new AssertionError("byte " + i + " of " + file);
          }
        }
      }
    }

    private void checkTheEnd() throws IOException {
      disk.crash(random);
      storage = DirectoryCheckpointStorage.open(DIRECTORY, JOB, disk);
      restore();
      checkpoint();
      restore();
      storage.retain(1);
      assertThat(disk.list(JOB_FOLDER))
          .containsExactly("LOCK", FileNames.of(FileNames.CHECKPOINT, known.checkpointId()));
      for (Map.Entry<Path, CheckpointManifest> each : savepoints.entrySet()) {
        StoredCheckpoint opened = DirectoryCheckpointStorage.openCheckpoint(each.getKey(), disk);
        assertThat(opened.manifest()).isEqualTo(each.getValue());
      }
      for (Path each : givenUpSavepoints) {
        assertThat(disk.exists(each)).as("given up: %s, seed %d", each, seed).isFalse();
      }
      endProcess();
    }
  }
}
