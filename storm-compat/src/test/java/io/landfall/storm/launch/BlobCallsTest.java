package io.landfall.storm.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.storm.LocalCluster;
import org.apache.storm.blobstore.AtomicOutputStream;
import org.apache.storm.blobstore.ClientBlobStore;
import org.apache.storm.blobstore.InputStreamWithMeta;
import org.apache.storm.blobstore.NimbusBlobStore;
import org.apache.storm.generated.KeyAlreadyExistsException;
import org.apache.storm.generated.KeyNotFoundException;
import org.apache.storm.generated.SettableBlobMeta;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blobs through Storm's own client for them. */
class BlobCallsTest {

  private LocalCluster cluster;
  private ClientBlobStore store;

  @BeforeEach
  void open() throws Exception {
    cluster = new LocalCluster();
    store = new NimbusBlobStore();
    Map<String, Object> conf = cluster.getDaemonConf();
    store.prepare(conf);
  }

  @AfterEach
  void close() {
    store.close();
    cluster.close();
  }

  @Test
  void givesBackWhatWasUploadedAlsoIfItTakesManyChunks() throws Exception {
    byte[] content = new byte[1_000_000];
    Arrays.fill(content, (byte) 7);
    create("big", content);

    assertThat(read("big")).isEqualTo(content);
    assertThat(store.listKeys()).toIterable().containsExactly("big");
    assertThat(store.getBlobMeta("big").get_version()).isPositive();
  }

  @Test
  void anUpdateReplacesTheContentOnlyOnceItIsFinished() throws Exception {
    create("blob", bytes("old"));
    AtomicOutputStream update = store.updateBlob("blob");
    update.write(bytes("new"));

    assertThat(read("blob")).isEqualTo(bytes("old"));
    update.close();
    assertThat(read("blob")).isEqualTo(bytes("new"));
  }

  @Test
  void aCancelledUploadLeavesNothing() throws Exception {
    AtomicOutputStream upload = store.createBlob("blob", meta());
    upload.write(bytes("half"));
    upload.cancel();

    assertThatThrownBy(() -> store.getBlobMeta("blob")).isInstanceOf(KeyNotFoundException.class);
  }

  @Test
  void refusesAKeyTwiceAndOneThatIsNotThere() throws Exception {
    create("blob", bytes("x"));

    assertThatThrownBy(() -> store.createBlob("blob", meta()))
        .isInstanceOf(KeyAlreadyExistsException.class);
    store.deleteBlob("blob");
    assertThatThrownBy(() -> store.deleteBlob("blob")).isInstanceOf(KeyNotFoundException.class);
  }

  private void create(String key, byte[] content) throws Exception {
    try (AtomicOutputStream upload = store.createBlob(key, meta())) {
      upload.write(content);
    }
  }

  private byte[] read(String key) throws Exception {
    try (InputStreamWithMeta content = store.getBlob(key)) {
      return content.readAllBytes();
    }
  }

  private static SettableBlobMeta meta() {
    return new SettableBlobMeta(new java.util.ArrayList<>());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
