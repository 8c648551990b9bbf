package io.landfall.storm.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.storm.Config;
import org.apache.storm.generated.SettableBlobMeta;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobFolderTest {

  @TempDir private Path temp;

  private final Blobs blobs = new Blobs();
  private Path worker;
  private Path working;

  @BeforeEach
  void makeFolders() throws IOException {
    worker = Files.createDirectory(temp.resolve("worker"));
    working = Files.createDirectory(temp.resolve("working"));
  }

  @Test
  void aBlobIsAFileInTheWorkersFolderAndInTheWorkingFolder() throws Exception {
    create("dictionary", "words");

    try (BlobFolder folder = folder(new BlobFile("dictionary", "d.txt", false, false))) {
      assertThat(worker.resolve("d.txt")).hasContent("words");
      assertThat(working.resolve("d.txt")).hasContent("words");
      assertThat(folder.versions()).containsOnlyKeys("d.txt");
    }
    assertThat(working).isEmptyDirectory();
  }

  @Test
  void anUpdateChangesTheFileAndItsVersion() throws Exception {
    create("dictionary", "words");
    try (BlobFolder folder = folder(new BlobFile("dictionary", "d.txt", false, false))) {
      long before = folder.versions().get("d.txt");

      update("dictionary", "more");
      update("dictionary", "most");
      update("dictionary", "all");

      assertThat(working.resolve("d.txt")).hasContent("all");
      assertThat(folder.versions().get("d.txt")).isEqualTo(before + 3);
      try (Stream<Path> kept = Files.list(worker.resolve(BlobFolder.STORE))) {
        assertThat(kept).as("the current version and the one before").hasSize(2);
      }
    }
    update("dictionary", "later");
    assertThat(worker.resolve("d.txt")).hasContent("all");
  }

  @Test
  void archivesAreUnpackedIfThatIsWanted() throws Exception {
    blob("a.zip", zip("folder/file.txt", "zipped"));
    Files.writeString(temp.resolve("file.txt"), "tarred");
    assertThat(
            new ProcessBuilder("tar", "-czf", "packed.tgz", "file.txt")
                .directory(temp.toFile())
                .start()
                .waitFor())
        .isZero();
    blob("b.tgz", Files.readAllBytes(temp.resolve("packed.tgz")));
    create("plain", "no archive");

    try (BlobFolder folder =
        folder(
            new BlobFile("a.zip", "zip", true, false),
            new BlobFile("a.zip", "packed", false, false),
            new BlobFile("b.tgz", "tgz", true, false),
            new BlobFile("plain", "plain", true, false))) {
      assertThat(working.resolve("zip/folder/file.txt")).hasContent("zipped");
      assertThat(working.resolve("packed")).isRegularFile();
      assertThat(working.resolve("tgz/file.txt")).hasContent("tarred");
      assertThat(working.resolve("plain")).hasContent("no archive");
      assertThat(folder.versions()).hasSize(4);
    }
  }

  @Test
  void refusesAnArchiveWhoseEntriesLeadOutOfItsFolder() throws Exception {
    blob("bad.zip", zip("../../out.txt", "x"));

    assertThatThrownBy(() -> folder(new BlobFile("bad.zip", "bad", true, false)))
        .rootCause()
        .hasMessageContaining("leads out of its folder: ../../out.txt");
    assertThat(worker.resolve("bad")).doesNotExist();
  }

  @Test
  void aDamagedArchiveIsNamed() throws Exception {
    create("damaged.tar.gz", "no tar at all");

    assertThatThrownBy(() -> folder(new BlobFile("damaged.tar.gz", "d", true, false)))
        .hasMessageContaining("file 'd' of blob 'damaged.tar.gz'")
        .rootCause()
        .hasMessageContaining("tar cannot unpack damaged.tar.gz");
  }

  @Test
  void aFileThatIsInTheWorkingFolderStays() throws Exception {
    create("dictionary", "words");
    Files.writeString(working.resolve("d.txt"), "my own");

    folder(new BlobFile("dictionary", "d.txt", false, false)).close();

    assertThat(working.resolve("d.txt")).hasContent("my own");
    assertThat(worker.resolve("d.txt")).hasContent("words");
  }

  @Test
  void aLinkThatAKilledProcessLeftIsReplacedAndOneOfALivingProcessIsNot() throws Exception {
    create("dictionary", "words");
    link("gone.txt", temp.resolve("landfall-storm-1-gone"));
    link("mine.txt", Files.createDirectory(temp.resolve("landfall-storm-1-living")));
    link("other.txt", temp.resolve("another-program-1"));

    try (BlobFolder folder =
        folder(
            new BlobFile("dictionary", "gone.txt", false, false),
            new BlobFile("dictionary", "mine.txt", false, false),
            new BlobFile("dictionary", "other.txt", false, false))) {
      assertThat(working.resolve("gone.txt")).hasContent("words");
      for (String name : List.of("mine.txt", "other.txt")) {
        assertThat(Files.readSymbolicLink(working.resolve(name)))
            .doesNotExist()
            .isNotEqualTo(worker.resolve(name));
      }
      assertThat(folder.versions()).hasSize(3);
    }
    assertThat(working.resolve("gone.txt")).doesNotExist();
    for (String name : List.of("mine.txt", "other.txt")) {
      assertThat(Files.exists(working.resolve(name), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
  }

  @Test
  void readsWhatATopologyWants() {
    assertThat(
            BlobFile.of(
                wanted(Map.of("localname", "d.txt", "uncompress", true, "workerRestart", true))))
        .containsExactly(new BlobFile("dictionary", "d.txt", true, true));
    assertThat(BlobFile.of(wanted(Map.of())))
        .containsExactly(new BlobFile("dictionary", "dictionary", false, false));
    assertThat(BlobFile.of(Map.of())).isEmpty();
    for (String name : List.of("../d.txt", "..", "", "resources")) {
      assertThatThrownBy(() -> BlobFile.of(wanted(Map.of("localname", name))))
          .hasMessageContaining("blob 'dictionary' as '" + name + "', which is no file name");
    }
  }

  private static Map<String, Object> wanted(Map<String, Object> settings) {
    return Map.of(Config.TOPOLOGY_BLOBSTORE_MAP, Map.of("dictionary", settings));
  }

  private BlobFolder folder(BlobFile... files) {
    return new BlobFolder(blobs, List.of(files), worker, working);
  }

  private void link(String name, Path folder) throws IOException {
    Files.createSymbolicLink(working.resolve(name), folder.resolve(name));
  }

  private void create(String key, String content) throws Exception {
    blob(key, content.getBytes(StandardCharsets.UTF_8));
  }

  private void blob(String key, byte[] content) throws Exception {
    finish(blobs.beginCreate(key, new SettableBlobMeta(new ArrayList<>())), content);
  }

  private void update(String key, String content) throws Exception {
    finish(blobs.beginUpdate(key), content.getBytes(StandardCharsets.UTF_8));
  }

  private void finish(String session, byte[] content) throws Exception {
    blobs.upload(session, ByteBuffer.wrap(content));
    blobs.finish(session);
  }

  private static byte[] zip(String entry, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
