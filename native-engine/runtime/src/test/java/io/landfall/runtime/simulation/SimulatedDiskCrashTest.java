package io.landfall.runtime.simulation;

import static io.landfall.runtime.simulation.SimulatedDiskTest.bytes;
import static io.landfall.runtime.simulation.SimulatedDiskTest.path;
import static io.landfall.runtime.simulation.SimulatedDiskTest.read;
import static io.landfall.runtime.simulation.SimulatedDiskTest.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.runtime.storage.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is left when the power fails: every outcome that is allowed, and no other. */
class SimulatedDiskCrashTest {

  private static final int SEEDS = 200;

  /** Something done to a disk whose folder {@code /x} is durable. */
  private interface Work {
    void on(SimulatedDisk disk) throws IOException;
  }

  private static SimulatedDisk crashed(int seed, Work work) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(DiskFaults.NONE);
    disk.createFolders(Path.of("/x"));
    disk.syncFolder(Path.of("/"));
    work.on(disk);
    disk.crash(new Random(seed));
    return disk;
  }

  /** All outcomes over many seeds: each the names and content of all files and empty folders. */
  private static Set<String> outcomes(Work work) throws IOException {
    Set<String> outcomes = new TreeSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      outcomes.add(state(crashed(seed, work)));
    }
    return outcomes;
  }

  private static String state(SimulatedDisk disk) throws IOException {
    List<String> state = new ArrayList<>();
    describe(disk, Path.of("/x"), state);
    return String.join(" ", state);
  }

  private static void describe(SimulatedDisk disk, Path folder, List<String> state)
      throws IOException {
    for (String name : disk.list(folder)) {
      Path each = folder.resolve(name);
      String relative = Path.of("/x").relativize(each).toString();
      if (!disk.isFolder(each)) {
        state.add(relative + "=" + read(disk, relative));
      } else if (disk.list(each).isEmpty()) {
        state.add(relative + "/");
      } else {
        describe(disk, each, state);
      }
    }
  }

  private static void writeSynced(SimulatedDisk disk, String path, String text) throws IOException {
    try (Disk.Writer writer = disk.create(path(path))) {
      writer.write(bytes(text));
      writer.sync();
    }
  }

  private static void sync(SimulatedDisk disk, String folder) throws IOException {
    disk.syncFolder(path(folder));
  }

  @Test
  void aSyncedFileInASyncedFolderAlwaysSurvivesWhole() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  writeSynced(disk, "f", "whole");
                  sync(disk, "");
                }))
        .containsExactly("f=whole");
  }

  @Test
  void aNameThatWasNotSyncedSurvivesOrNot() throws IOException {
    assertThat(outcomes(disk -> writeSynced(disk, "f", "1"))).containsExactly("", "f=1");
  }

  @Test
  void namesSurviveInAnyMixture() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  writeSynced(disk, "f", "1");
                  writeSynced(disk, "g", "2");
                }))
        .containsExactly("", "f=1", "f=1 g=2", "g=2");
  }

  @Test
  void contentThatWasNotSyncedIsLostKeptTornOrGarbled() throws IOException {
    Set<String> outcomes =
        outcomes(
            disk -> {
              Disk.Writer writer = disk.create(path("f"));
              writer.write(bytes("12"));
              writer.sync();
              writer.write(bytes("34"));
              sync(disk, "");
            });

    assertThat(outcomes).allMatch(each -> each.startsWith("f=12"));
    assertThat(outcomes).contains("f=12", "f=123", "f=1234", "f=12\0\0", "f=123\0", "f=12\0" + 4);
    assertThat(outcomes).anyMatch(each -> each.contains("\ufffd"));
  }

  @Test
  void aRenameHappensAsAWholeOrNotAtAll() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  writeSynced(disk, "f", "new");
                  writeSynced(disk, "g", "old");
                  sync(disk, "");
                  disk.rename(path("f"), path("g"));
                }))
        .containsExactly("f=new g=old", "g=new");
  }

  @Test
  void aRenameMaySurviveWhenTheCreationBeforeItDoesNot() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  writeSynced(disk, "f", "1");
                  disk.rename(path("f"), path("g"));
                  disk.rename(path("g"), path("h"));
                }))
        .containsExactly("", "f=1", "g=1", "h=1");
  }

  @Test
  void aFileNeverHasTwoNames() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  writeSynced(disk, "f", "1");
                  writeSynced(disk, "h", "old");
                  sync(disk, "");
                  disk.rename(path("f"), path("g"));
                  disk.rename(path("g"), path("h"));
                }))
        .containsExactly("f=1 h=old", "g=1 h=old", "h=1");
  }

  @Test
  void aLinkIsANameThatSurvivesOrNotAsAnyOther() throws IOException {
    Work work =
        disk -> {
          disk.createFolders(path("a"));
          writeSynced(disk, "f", "1");
          sync(disk, "");
          disk.link(path("f"), path("a/g"));
        };
    assertThat(outcomes(work)).containsExactly("a/ f=1", "a/g=1 f=1");
    assertThat(
            outcomes(
                disk -> {
                  work.on(disk);
                  sync(disk, "a");
                  disk.delete(path("f"));
                }))
        .containsExactly("a/g=1", "a/g=1 f=1");
  }

  @Test
  void whatIsNotSyncedOfALinkedFileIsTheSameUnderAllItsNames() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  write(disk, "f", "12");
                  disk.link(path("f"), path("g"));
                  sync(disk, "");
                }))
        .contains("f= g=", "f=12 g=12")
        .allMatch(each -> each.substring(2, each.indexOf(" g=")).equals(each.split(" g=", -1)[1]));
  }

  @Test
  void whatIsInAFolderIsLostWithIt() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  disk.createFolders(path("a/b"));
                  writeSynced(disk, "a/b/f", "1");
                  sync(disk, "a/b");
                }))
        .containsExactly("", "a/", "a/b/f=1");
  }

  @Test
  void aSyncOfAFolderIsNotOneOfTheFolderBelow() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  disk.createFolders(path("a"));
                  writeSynced(disk, "a/f", "1");
                  sync(disk, "");
                }))
        .containsExactly("a/", "a/f=1");
  }

  @Test
  void aDeletedTreeMayBeThereInPart() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  disk.createFolders(path("a"));
                  writeSynced(disk, "a/f", "1");
                  writeSynced(disk, "a/g", "2");
                  sync(disk, "a");
                  sync(disk, "");
                  disk.delete(path("a"));
                }))
        .containsExactly("", "a/", "a/f=1", "a/f=1 a/g=2", "a/g=2");
  }

  @Test
  void aNameMayStandForTheFileBefore() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  writeSynced(disk, "f", "1");
                  sync(disk, "");
                  disk.delete(path("f"));
                  writeSynced(disk, "f", "2");
                }))
        .containsExactly("", "f=1", "f=2");
  }

  @Test
  void aRenameAcrossFoldersIsDurableOnBothSidesOnceOneIsSynced() throws IOException {
    Work before =
        disk -> {
          disk.createFolders(path("a"));
          disk.createFolders(path("b"));
          writeSynced(disk, "a/f", "1");
          sync(disk, "a");
          sync(disk, "");
          disk.rename(path("a/f"), path("a/g"));
          disk.rename(path("a/g"), path("b/h"));
        };
    assertThat(outcomes(before)).containsExactly("a/ b/h=1", "a/f=1 b/", "a/g=1 b/");
    for (String side : List.of("a", "b")) {
      assertThat(
              outcomes(
                  disk -> {
                    before.on(disk);
                    sync(disk, side);
                  }))
          .as(side)
          .containsExactly("a/ b/h=1");
    }
  }

  @Test
  void aRenameIntoAFolderThatIsLostLeavesTheFileWhereItWas() throws IOException {
    assertThat(
            outcomes(
                disk -> {
                  writeSynced(disk, "f", "1");
                  sync(disk, "");
                  disk.createFolders(path("a"));
                  disk.rename(path("f"), path("a/g"));
                }))
        .containsExactly("a/ f=1", "a/g=1", "f=1");
  }

  @Test
  void whatItLeavesIsDurable() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      SimulatedDisk disk =
          crashed(
              seed,
              each -> {
                write(each, "f", "0123456789");
                each.createFolders(path("a"));
                write(each, "a/g", "0123456789");
                each.rename(path("f"), path("h"));
              });
      String left = state(disk);
      long usedBytes = disk.usedBytes();
      disk.crash(new Random(seed + 1));
      assertThat(state(disk)).isEqualTo(left);
      assertThat(disk.usedBytes()).isEqualTo(usedBytes);
    }
  }

  @Test
  void handlesAreVoidAfterwardsAndLocksFree() throws IOException {
    List<Closeable> old = new ArrayList<>();
    SimulatedDisk disk =
        crashed(
            1,
            each -> {
              old.add(each.create(path("f")));
              sync(each, "");
              old.add(each.open(path("f")));
              old.add(each.tryLock(path("f")));
            });

    assertThat(disk.openHandles()).isEmpty();
    Closeable lock = disk.tryLock(path("f"));
    assertThat(lock).isNotNull();
    assertThatThrownBy(() -> ((Disk.Writer) old.get(0)).write(bytes("1")))
        .hasMessageContaining("writer of /x/f: was lost in a power failure");
    assertThatThrownBy(() -> ((Disk.Writer) old.get(0)).sync()).hasMessageContaining("power");
    assertThatThrownBy(() -> ((Disk.Reader) old.get(1)).lengthBytes())
        .hasMessageContaining("power");
    for (Closeable each : old) {
      assertThatThrownBy(each::close).hasMessageContaining("power");
    }
    assertThat(disk.tryLock(path("f"))).as("the old lock frees nothing").isNull();
    assertThat(disk.openHandles()).containsExactly("lock of /x/f");
  }

  @Test
  void isTheSameForTheSameSeed() throws IOException {
    Work work =
        disk -> {
          for (int i = 0; i < 50; i++) {
            disk.createFolders(path("a" + i % 7));
            write(disk, "a" + i % 7 + "/f" + i, "content " + i);
          }
          disk.delete(path("a3"));
        };
    for (int seed = 0; seed < 20; seed++) {
      assertThat(state(crashed(seed, work))).isEqualTo(state(crashed(seed, work)));
    }
  }
}
