package io.landfall.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.state.Section;
import io.landfall.runtime.state.SectionKind;
import io.landfall.runtime.storage.CheckpointManifest.OperatorEntry;
import io.landfall.runtime.storage.CheckpointManifest.SubtaskEntry;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every storage promises. */
abstract class CheckpointStorageContract {

  static final String JOB = "orders / daily";

  @TempDir Path folder;
  private CheckpointStorage storage;

  abstract CheckpointStorage open() throws IOException;

  /** Where savepoints go. */
  Disk disk() {
    return new LocalDisk();
  }

  @BeforeEach
  void openStorage() throws IOException {
    storage = open();
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  static Section section(int keyGroup) {
    return new Section(SectionKind.KEYED_STATE, "count", keyGroup);
  }

  /** A file with one section for each key group, of that many bytes. */
  static FileContent content(int... lengthsBytes) {
    return out -> {
      for (int keyGroup = 0; keyGroup < lengthsBytes.length; keyGroup++) {
        var stream = out.begin(section(keyGroup));
        for (int i = 0; i < lengthsBytes[keyGroup]; i++) {
          stream.writeByte(i * 31 + keyGroup);
        }
      }
    };
  }

  static CheckpointManifest manifest(long id, boolean savepoint, StoredFile... files) {
    List<SubtaskEntry> subtasks = new ArrayList<>();
    for (int i = 0; i < files.length; i++) {
      subtasks.add(new SubtaskEntry(i, files[i], "", List.of()));
    }
    OperatorEntry operator =
        new OperatorEntry("uid", "Count \u00fc", "process", subtasks.size(), 128, subtasks, null);
    return CheckpointManifest.of(JOB, id, 1_700_000_000_000L, savepoint, List.of(operator));
  }

  static void write(CheckpointStorage storage, long id) throws IOException {
    CheckpointWriter writer = storage.begin(id);
    StoredFile file = writer.writeFile("a.data", content(10, 0, (int) id));
    writer.complete(manifest(id, false, file));
  }

  static void assertContent(RestoredSections sections, int... lengthsBytes) throws IOException {
    assertThat(sections.sections()).hasSize(lengthsBytes.length);
    for (int keyGroup = 0; keyGroup < lengthsBytes.length; keyGroup++) {
      try (DataInputStream in = sections.open(section(keyGroup))) {
        byte[] bytes = in.readAllBytes();
        assertThat(bytes).hasSize(lengthsBytes[keyGroup]);
        for (int i = 0; i < bytes.length; i++) {
          assertThat(bytes[i]).isEqualTo((byte) (i * 31 + keyGroup));
        }
      }
    }
  }

  @Test
  void hasNothingAtFirst() throws IOException {
    assertThat(storage.latest()).isEmpty();
    assertThat(storage.problems()).isEmpty();
  }

  @Test
  void givesBackTheNewestCompleteOne() throws IOException {
    write(storage, 1);
    write(storage, 2);
    storage.begin(3).writeFile("a.data", content(5));

    StoredCheckpoint latest = storage.latest().orElseThrow();

    assertThat(latest.manifest().checkpointId()).isEqualTo(2);
    StoredFile file = latest.manifest().operators().get(0).subtasks().get(0).file();
    assertThat(latest.manifest()).isEqualTo(manifest(2, false, file));
    assertContent(latest.open(file), 10, 0, 2);
  }

  @Test
  void keepsSectionsOfEverySizeApart() throws IOException {
    int block = DataFileFormat.MAX_PAYLOAD_BYTES;
    CheckpointWriter writer = storage.begin(1);
    StoredFile large = writer.writeFile("l", content(block - 1, block, block + 1, 0, 5 * block));
    StoredFile none = writer.writeFile("n", out -> {});
    writer.complete(manifest(1, false, large, none));

    StoredCheckpoint latest = storage.latest().orElseThrow();
    assertContent(latest.open(large), block - 1, block, block + 1, 0, 5 * block);
    assertContent(latest.open(none));
  }

  /** Writes a checkpoint with a file and a base, the latter adopted if {@code earlierId >= 0}. */
  static CheckpointManifest writeWithBase(
      CheckpointStorage storage, long id, long earlierId, StoredFile earlierBase)
      throws IOException {
    CheckpointWriter writer = storage.begin(id);
    StoredFile base = earlierBase;
    if (earlierId < 0) {
      base = writer.writeFile("layer-" + id + ".data", content(7, 8));
    } else {
      writer.adopt(earlierId, earlierBase);
    }
    StoredFile file = writer.writeFile("a.data", content((int) id));
    CheckpointManifest manifest =
        CheckpointManifest.of(
            JOB,
            id,
            0,
            false,
            List.of(
                new OperatorEntry(
                    "uid",
                    "Count",
                    "process",
                    1,
                    128,
                    List.of(new SubtaskEntry(0, file, "", List.of(base))),
                    null)));
    writer.complete(manifest);
    return manifest;
  }

  @Test
  void anAdoptedFileOutlivesTheCheckpointsItCameFrom() throws IOException {
    CheckpointManifest first = writeWithBase(storage, 1, -1, null);
    StoredFile base = first.operators().get(0).subtasks().get(0).layers().get(0);
    writeWithBase(storage, 2, 1, base);
    CheckpointManifest third = writeWithBase(storage, 3, 2, base);
    storage.retain(1);

    StoredCheckpoint latest = storage.latest().orElseThrow();

    assertThat(latest.manifest()).isEqualTo(third);
    assertContent(latest.open(base), 7, 8);
    assertContent(latest.open(third.operators().get(0).subtasks().get(0).file()), 3);
  }

  @Test
  void leavesOutWhatWasAdoptedInVain() throws IOException {
    CheckpointManifest first = writeWithBase(storage, 1, -1, null);
    StoredFile base = first.operators().get(0).subtasks().get(0).layers().get(0);
    CheckpointWriter writer = storage.begin(2);
    writer.adopt(1, base);
    StoredFile file = writer.writeFile("a.data", content(5));
    writer.complete(manifest(2, false, file));

    CheckpointWriter third = storage.begin(3);

    assertThatThrownBy(() -> third.adopt(2, base)).isInstanceOf(IOException.class);
    third.abort();
  }

  @Test
  void saysThatACheckpointWhichIsGoneCannotBeAdoptedFrom() throws IOException {
    CheckpointManifest first = writeWithBase(storage, 1, -1, null);
    write(storage, 2);
    storage.retain(1);
    CheckpointWriter writer = storage.begin(3);

    assertThatThrownBy(
            () -> writer.adopt(1, first.operators().get(0).subtasks().get(0).layers().get(0)))
        .isInstanceOf(IOException.class);
    writer.complete(manifest(3, false, writer.writeFile("a.data", content(5))));
    assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(3);
  }

  @Test
  void forgetsWhatWasAborted() throws IOException {
    write(storage, 1);
    CheckpointWriter writer = storage.begin(2);
    StoredFile file = writer.writeFile("a.data", content(5));
    writer.abort();

    assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(1);
    assertThatThrownBy(() -> writer.complete(manifest(2, false, file)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> writer.writeFile("b.data", content(5)))
        .isInstanceOf(IOException.class);
    write(storage, 2);
    assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(2);
  }

  @Test
  void writesEachCheckpointOnceAtATime() throws IOException {
    CheckpointWriter first = storage.begin(1);
    assertThatThrownBy(() -> storage.begin(1)).isInstanceOf(IllegalStateException.class);
    first.abort();
    CheckpointWriter second = storage.begin(1);
    first.abort();
    assertThatThrownBy(() -> storage.begin(1)).isInstanceOf(IllegalStateException.class);
    second.complete(manifest(1, false));
    second.abort();

    assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(1);
    assertThatThrownBy(() -> storage.begin(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void retainsTheNewest() throws IOException {
    for (int id = 1; id <= 5; id++) {
      write(storage, id);
    }
    storage.retain(2);

    assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(5);
    assertThatThrownBy(() -> storage.begin(4)).isInstanceOf(IllegalStateException.class);
    storage.begin(3).abort();
    assertThatThrownBy(() -> storage.retain(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesTheSameFileOrSectionTwiceAndNamesThatLeadAway() throws IOException {
    CheckpointWriter writer = storage.begin(1);
    writer.writeFile("a", content(1));

    assertThatThrownBy(() -> writer.writeFile("a", content(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.writeFile("../a", content(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                writer.writeFile(
                    "b",
                    out -> {
                      out.begin(section(1));
                      out.begin(section(2));
                      out.begin(section(1));
                    }))
        .isInstanceOf(IllegalStateException.class);
    writer.abort();
  }

  @Test
  void refusesAManifestOfAnotherCheckpointOrJob() throws IOException {
    CheckpointWriter writer = storage.begin(1);

    assertThatThrownBy(() -> writer.complete(manifest(2, false)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> writer.complete(CheckpointManifest.of("other", 1, 0, false, List.of())))
        .isInstanceOf(IllegalArgumentException.class);
    writer.abort();
  }

  @Test
  void severalThreadsMayWriteFilesAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      CheckpointWriter writer = storage.begin(1);
      List<Future<StoredFile>> written = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String name = "f" + i;
        int lengthBytes = 5_000 * i;
        written.add(threads.submit(() -> writer.writeFile(name, content(lengthBytes, 7))));
      }
      StoredFile[] files = new StoredFile[40];
      for (int i = 0; i < 40; i++) {
        files[i] = written.get(i).get();
      }
      writer.complete(manifest(1, false, files));
      StoredCheckpoint latest = storage.latest().orElseThrow();
      for (int i = 0; i < 40; i++) {
        assertContent(latest.open(files[i]), 5_000 * i, 7);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSavepointIsAFolderOfItsOwnThatRetentionLeavesAlone() throws IOException {
    Path target = folder.resolve("saves/mine");
    CheckpointWriter writer = storage.beginSavepoint(7, target);
    StoredFile file = writer.writeFile("a.data", content(3, 4));
    assertThat(disk().exists(target)).isFalse();
    writer.complete(manifest(7, true, file));
    write(storage, 8);
    storage.retain(1);

    StoredCheckpoint opened = DirectoryCheckpointStorage.openCheckpoint(target, disk());
    assertThat(opened.manifest()).isEqualTo(manifest(7, true, file));
    assertContent(opened.open(file), 3, 4);
    assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(8);
    assertThatThrownBy(() -> storage.beginSavepoint(9, target))
        .isInstanceOf(FileAlreadyExistsException.class);
    storage.beginSavepoint(9, folder.resolve("saves/other")).abort();
    assertThat(disk().list(folder.resolve("saves"))).noneMatch(name -> name.contains("other"));
  }

  @Test
  void ofTwoJobsThatAreGivenTheSameFolderOneHasASavepointAndTheOtherIsTold() throws IOException {
    Path target = folder.resolve("saves/both");
    CheckpointWriter mine = storage.beginSavepoint(7, target);
    StoredFile file = mine.writeFile("a.data", content(3, 4));
    try (CheckpointStorage others = new MemoryCheckpointStorage("another", disk())) {
      CheckpointWriter theirs = others.beginSavepoint(7, target);
      StoredFile theirFile = theirs.writeFile("a.data", content(5));

      mine.complete(manifest(7, true, file));

      assertThatThrownBy(
              () ->
                  theirs.complete(
                      CheckpointManifest.of(
                          "another", 7, 0, true, manifest(7, true, theirFile).operators())))
          .isInstanceOf(IOException.class);
    }
    StoredCheckpoint opened = DirectoryCheckpointStorage.openCheckpoint(target, disk());
    assertThat(opened.manifest()).isEqualTo(manifest(7, true, file));
    assertThat(disk().list(folder.resolve("saves"))).containsExactly("both");
  }
}
