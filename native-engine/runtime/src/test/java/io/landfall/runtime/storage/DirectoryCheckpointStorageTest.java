package io.landfall.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectoryCheckpointStorageTest extends CheckpointStorageContract {

  private final RecordingDisk disk = new RecordingDisk();

  @Override
  DirectoryCheckpointStorage open() throws IOException {
    return DirectoryCheckpointStorage.open(directory(), JOB, disk);
  }

  private Path directory() {
    return folder.resolve("new/state");
  }

  private Path jobFolder() {
    return directory().resolve(FileNames.ofJob(JOB));
  }

  private DirectoryCheckpointStorage reopen() throws IOException {
    closeStorage();
    return open();
  }

  @Test
  void isFoundAgainByTheNextProcess() throws IOException {
    closeStorage();
    try (DirectoryCheckpointStorage first = open()) {
      write(first, 42);
    }
    try (DirectoryCheckpointStorage second = open()) {
      assertThat(second.latest().orElseThrow().manifest().checkpointId()).isEqualTo(42);
      assertThat(second.latest().orElseThrow().location()).endsWith("chk-00000042");
    }
  }

  @Test
  void noticesEveryChangedByteAndUsesTheCheckpointBefore() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      write(storage, 2);
      Path newest = jobFolder().resolve("chk-00000002");
      for (String name : List.of("a.data", "MANIFEST.json")) {
        Path file = newest.resolve(name);
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
          for (int mask : new int[] {1, 0x20, 0xff}) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) mask;
            Files.write(file, bad);
            assertDamaged(newest, name + " byte " + i);
          }
        }
        for (int length = 0; length < good.length; length++) {
          Files.write(file, Arrays.copyOf(good, length));
          assertDamaged(newest, name + " cut at " + length);
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertDamaged(newest, name + " with a byte more");
        Files.delete(file);
        assertDamaged(newest, name + " missing");
        Files.write(file, good);
        assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(2);
      }
      Files.delete(newest.resolve("a.data"));
      assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(1);
      assertThat(storage.problems()).hasSize(1);
    }
  }

  private void assertDamaged(Path checkpoint, String damage) {
    assertThatThrownBy(() -> DirectoryCheckpointStorage.openCheckpoint(checkpoint, disk))
        .as(damage)
        .isInstanceOf(CheckpointCorruptException.class);
  }

  @Test
  void namesJobCheckpointFileBlockExpectedAndFound() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      Path file = jobFolder().resolve("chk-00000001/a.data");
      byte[] bytes = Files.readAllBytes(file);
      bytes[DataFileFormat.HEADER_BYTES + DataFileFormat.BLOCK_HEADER_BYTES] ^= 1;
      Files.write(file, bytes);

      assertThatThrownBy(storage::latest)
          .isInstanceOf(CheckpointCorruptException.class)
          .hasMessageContaining("job '" + JOB + "', checkpoint 1, file a.data, block 0: checksum")
          .hasMessageContaining("expected");
      assertThat(Files.exists(file)).isTrue();
    }
  }

  @Test
  void setsADamagedOneAsideSoThatItNeverCountsAgain() throws IOException {
    Path aside = jobFolder().resolve("damaged-00000002");
    byte[] manifest;
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      write(storage, 2);
      Path file = jobFolder().resolve("chk-00000002/MANIFEST.json");
      manifest = Files.readAllBytes(file);
      Files.delete(file);

      assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(1);

      assertThat(storage.problems()).singleElement().asString().contains(aside.getFileName() + "");
      assertThat(aside).isDirectory();
    }
    // The medium gives it back after all: but what it had prepared is being aborted by now.
    Files.write(aside.resolve("MANIFEST.json"), manifest);
    try (DirectoryCheckpointStorage storage = open()) {
      assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(1);
      write(storage, 2);
      assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(2);
      assertThat(storage.problems()).isEmpty();
    }
  }

  @Test
  void leavesAllInPlaceIfNoneIsWhole() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      write(storage, 2);
      Files.delete(jobFolder().resolve("chk-00000001/a.data"));
      Files.delete(jobFolder().resolve("chk-00000002/a.data"));

      assertThatThrownBy(storage::latest).isInstanceOf(CheckpointCorruptException.class);

      assertThat(names(jobFolder())).containsExactly("LOCK", "chk-00000001", "chk-00000002");
    }
  }

  @Test
  void keepsNoMoreDamagedOnesThanWholeOnes() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      for (int id = 2; id <= 5; id++) {
        write(storage, id);
        Files.delete(jobFolder().resolve(FileNames.of(FileNames.CHECKPOINT, id) + "/a.data"));
        storage.latest();
      }
      storage.retain(2);

      assertThat(names(jobFolder()))
          .containsExactly("LOCK", "chk-00000001", "damaged-00000004", "damaged-00000005");
    }
  }

  @Test
  void isNotFooledByACopyUnderAHigherNumber() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      write(storage, 2);
      Files.move(jobFolder().resolve("chk-00000001"), jobFolder().resolve("chk-00000009"));

      assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(2);
      assertThat(storage.problems()).singleElement().asString().contains("checkpoint 1");
    }
  }

  @Test
  void deletesNothingInFavourOfWhatItHasNotVerified() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      write(storage, 2);
      Files.delete(jobFolder().resolve("chk-00000002/a.data"));
    }
    try (DirectoryCheckpointStorage storage = open()) {
      storage.retain(1);

      assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(1);
    }
  }

  @Test
  void neverDeletesTheNewestWholeOneWhenNewerOnesAreDamaged() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      write(storage, 2);
      write(storage, 3);
      Files.delete(jobFolder().resolve("chk-00000003/a.data"));
      storage.latest();
      storage.retain(1);

      assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(2);
      assertThat(jobFolder().resolve("chk-00000001")).doesNotExist();
      assertThat(jobFolder().resolve("damaged-00000003")).isDirectory();
    }
  }

  @Test
  void deletesLeftoversButNotWhatIsBeingWritten() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      storage.begin(2).writeFile("a.data", content(1));
      Files.createDirectories(jobFolder().resolve("tmp-00000099/x"));
      storage.retain(1);

      assertThat(names(jobFolder())).containsExactly("LOCK", "chk-00000001", "tmp-00000002");
    }
  }

  @Test
  void makesEachStepDurableBeforeTheNext() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      storage.latest();
      disk.calls.clear();
      write(storage, 1);

      assertThat(disk.calls)
          .containsExactly(
              "folders tmp-00000001",
              "create a.data",
              "sync a.data",
              "create MANIFEST.json",
              "sync MANIFEST.json",
              "sync tmp-00000001",
              "rename tmp-00000001 chk-00000001",
              "sync " + FileNames.ofJob(JOB));
    }
  }

  @Test
  void isAsIfItHadNeverBeenWhenAnyStepFails() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      for (String step : List.of("create MANIFEST", "sync MANIFEST", "sync tmp-", "rename")) {
        disk.failing = step;
        assertThatThrownBy(() -> write(storage, 2)).as(step).isInstanceOf(IOException.class);
        disk.failing = "-";
        assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(1);
        assertThat(names(jobFolder())).containsExactly("LOCK", "chk-00000001");
      }
    }
  }

  @Test
  void letsOneProcessInAtATime() throws IOException {
    assertThatThrownBy(this::open)
        .isInstanceOf(StateDirectoryInUseException.class)
        .hasMessageContaining(JOB)
        .hasMessageNotContaining("\n");
    DirectoryCheckpointStorage.open(directory(), "another job", disk).close();
    reopen().close();
  }

  @Test
  void leavesAForeignDirectoryAlone() throws IOException {
    Path foreign = Files.createDirectories(folder.resolve("photos"));
    Files.writeString(foreign.resolve("holiday.jpg"), "x");
    Path file = Files.writeString(folder.resolve("file"), "x");

    for (Path each : List.of(foreign, file, file.resolve("below"))) {
      assertThatThrownBy(() -> DirectoryCheckpointStorage.open(each, JOB, disk))
          .isInstanceOf(ForeignStateDirectoryException.class)
          .hasMessageContaining(each.toString());
      assertThatThrownBy(() -> DirectoryCheckpointStorage.openFresh(each, JOB, disk))
          .isInstanceOf(ForeignStateDirectoryException.class);
    }
    assertThat(names(foreign)).containsExactly("holiday.jpg");
  }

  @Test
  void saysThatAFolderCannotBeCreated() {
    RecordingDisk broken = new RecordingDisk();
    broken.failing = "folders new";
    assertThatThrownBy(
            () -> DirectoryCheckpointStorage.open(folder.resolve("new-state"), JOB, broken))
        .isInstanceOf(ForeignStateDirectoryException.class)
        .hasMessageContaining("new-state")
        .hasMessageContaining("cannot be created");
  }

  @Test
  void refusesAFolderWithAnotherJobsCheckpoint() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
    }
    Path other = directory().resolve(FileNames.ofJob("other"));
    Files.move(jobFolder(), other);

    assertThatThrownBy(() -> DirectoryCheckpointStorage.open(directory(), "other", disk))
        .isInstanceOf(ForeignStateDirectoryException.class)
        .hasMessageContaining(JOB)
        .hasMessageContaining("other");
  }

  @Test
  void refusesWhatANewerReleaseWroteUnlessToldToStartAfresh() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
    }
    int next = CheckpointManifest.FORMAT_VERSION + 1;
    CheckpointManifest newer = new CheckpointManifest(next, JOB, 1, 0, false, List.of());
    Files.write(jobFolder().resolve("chk-00000001/MANIFEST.json"), ManifestFile.render(newer));

    assertThatThrownBy(this::open)
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("format " + next)
        .hasMessageContaining("up to " + CheckpointManifest.FORMAT_VERSION);
    try (DirectoryCheckpointStorage fresh =
        DirectoryCheckpointStorage.openFresh(directory(), JOB, disk)) {
      assertThat(fresh.latest()).isEmpty();
      assertThat(names(jobFolder())).containsExactly("LOCK");
    }
  }

  @Test
  void readsWhatTheFirstReleaseWrote() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
    }
    rewriteManifest(1, text -> text.replaceFirst(",\\s+\"layers\" : \\[ \\]", ""));

    try (DirectoryCheckpointStorage storage = reopen()) {
      CheckpointManifest found = storage.latest().orElseThrow().manifest();
      assertThat(found.formatVersion()).isEqualTo(1);
      assertThat(found.operators().get(0).subtasks().get(0).layers()).isEmpty();
    }
  }

  @Test
  void readsTheOneBaseOfTheSecondFormat() throws IOException {
    CheckpointManifest written;
    try (DirectoryCheckpointStorage storage = reopen()) {
      written = writeWithBase(storage, 1, -1, null);
    }
    rewriteManifest(
        2, text -> text.replaceFirst("\"layers\" : \\[\\s+(\\{[^}]*\\})\\s+\\]", "\"base\" : $1"));

    try (DirectoryCheckpointStorage storage = reopen()) {
      CheckpointManifest found = storage.latest().orElseThrow().manifest();
      assertThat(found.formatVersion()).isEqualTo(2);
      assertThat(found.operators()).isEqualTo(written.operators());
    }
  }

  /** Makes the manifest of checkpoint 1 one of an earlier format. */
  private void rewriteManifest(int version, UnaryOperator<String> change) throws IOException {
    Path file = jobFolder().resolve("chk-00000001/MANIFEST.json");
    String earlier =
        change.apply(
            Files.readString(file, StandardCharsets.UTF_8)
                .replaceFirst("\\s+\"crc32c\"[^\n]*", "")
                .replaceFirst("\"formatVersion\" : \\d+", "\"formatVersion\" : " + version));
    assertThat(earlier).doesNotContain("layers");
    ByteBuffer rest = ByteBuffer.wrap(earlier.substring(2).getBytes(StandardCharsets.UTF_8));
    String checksum = DataFileFormat.hex(DataFileFormat.checksumOf(rest));
    Files.writeString(
        file, earlier.replaceFirst("\\{\n", "{\n  \"crc32c\" : \"" + checksum + "\",\n"));
  }

  @Test
  void theManifestIsJsonForPeople() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      String text =
          Files.readString(
              jobFolder().resolve("chk-00000001/MANIFEST.json"), StandardCharsets.UTF_8);

      assertThat(text).startsWith("{\n  \"crc32c\" : \"").contains("\"name\" : \"Count \u00fc\"");
    }
  }

  @Test
  void jobNamesBecomeFolderNamesThatDiffer() {
    List<String> names =
        List.of(
            "a",
            "A",
            "a b",
            "a%20b",
            "a/b",
            "a_b",
            "..",
            ".",
            "",
            "%",
            "\u00fc",
            "x".repeat(500),
            "x".repeat(501));

    List<String> folders = names.stream().map(FileNames::ofJob).toList();

    assertThat(folders).doesNotHaveDuplicates().allMatch(name -> name.matches("[\\w%-]{1,200}"));
  }

  @Test
  void namesCheckpointsAlikeInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));

      assertThat(FileNames.of(FileNames.CHECKPOINT, 42)).isEqualTo("chk-00000042");
      assertThat(FileNames.idOf(FileNames.CHECKPOINT, "chk-00000042")).hasValue(42);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void doesNotFallBackToAnOlderCheckpointWhenTheNewestCannotBeRead() throws IOException {
    try (DirectoryCheckpointStorage storage = reopen()) {
      write(storage, 1);
      write(storage, 2);
      Path manifest = jobFolder().resolve("chk-00000002/MANIFEST.json");
      byte[] good = Files.readAllBytes(manifest);
      Files.delete(manifest);
      Files.createSymbolicLink(manifest, manifest);

      assertThatThrownBy(storage::latest)
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("chk-00000002");

      Files.delete(manifest);
      Files.write(manifest, good);
      assertThat(storage.latest().orElseThrow().manifest().checkpointId()).isEqualTo(2);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
