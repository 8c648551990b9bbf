package io.landfall.storm.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.storm.testing.Await;
import io.landfall.storm.testing.Script;
import io.landfall.storm.testing.Script.FedSpout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.blobstore.AtomicOutputStream;
import org.apache.storm.blobstore.ClientBlobStore;
import org.apache.storm.blobstore.NimbusBlobStore;
import org.apache.storm.generated.InvalidTopologyException;
import org.apache.storm.generated.SettableBlobMeta;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.tuple.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blobs that a topology has as files. */
@Timeout(60)
class BlobFilesTest {

  // Other tests' launches leave their store behind.
  private final String key = "dictionary-" + UUID.randomUUID();

  private final String localName = "blob-" + UUID.randomUUID() + ".txt";
  private LocalCluster cluster;
  private ClientBlobStore store;

  @BeforeEach
  void open() throws Exception {
    Script.clear();
    cluster = new LocalCluster();
    store = new NimbusBlobStore();
    store.prepare(cluster.getDaemonConf());
  }

  @AfterEach
  void close() {
    store.close();
    cluster.close();
  }

  @Test
  void aBoltReadsABlobByItsLocalNameAndSeesItsUpdates() throws Exception {
    write(store.createBlob(key, new SettableBlobMeta(new ArrayList<>())), "old");
    long version = store.getBlobMeta(key).get_version();
    submit(false);

    Script.feed("first", 1);
    Await.until(() -> Script.SEEN.size() == 1);
    write(store.updateBlob(key), "new");
    Script.feed("second", 2);
    Await.until(() -> Script.SEEN.size() == 2);

    assertThat(Script.SEEN)
        .containsExactly(
            List.of("first", "old", "old", version), List.of("second", "new", "new", version + 1));
    cluster.close();
    assertThat(Path.of(localName)).doesNotExist();
  }

  @Test
  void anUpdateStartsTheTopologyAgainIfThatIsWanted() throws Exception {
    write(store.createBlob(key, new SettableBlobMeta(new ArrayList<>())), "old");
    submit(true);
    Await.until(() -> preparations() == 1);

    write(store.updateBlob(key), "new");

    Await.until(() -> preparations() == 2);
    Script.feed("value", 1);
    Await.until(() -> Script.SEEN.size() == 1);
    assertThat(Script.SEEN)
        .containsExactly(List.of("value", "new", "new", store.getBlobMeta(key).get_version()));
  }

  @Test
  void refusesATopologyThatWantsABlobWhichNobodyCreated() {
    assertThatThrownBy(() -> submit(false))
        .isInstanceOfSatisfying(
            InvalidTopologyException.class,
            refusal ->
                assertThat(refusal.get_msg())
                    .contains("topology 'reading' wants the blob '" + key + "'")
                    .contains("nobody has created it"));
  }

  private static long preparations() {
    return Script.CALLS.stream().filter("prepare"::equals).count();
  }

  private void submit(boolean restart) throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("fed", new FedSpout());
    builder.setBolt("reader", new Reader(localName)).shuffleGrouping("fed");
    cluster.submitTopology(
        "reading",
        Map.of(
            Config.TOPOLOGY_BLOBSTORE_MAP,
            Map.of(key, Map.of("localname", localName, "workerRestart", restart))),
        builder.createTopology());
  }

  private static void write(AtomicOutputStream blob, String content) throws IOException {
    try (blob) {
      blob.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Notes what a file holds, by its name alone and beside the resources, and its version. */
  private static final class Reader extends BaseBasicBolt {
    private final String localName;
    private transient TopologyContext context;

    Reader(String localName) {
      this.localName = localName;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext given) {
      context = given;
      Script.CALLS.add("prepare");
    }

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
      try {
        Script.SEEN.add(
            List.of(
                input.getValue(0),
                Files.readString(Path.of(localName)),
                Files.readString(Path.of(context.getCodeDir(), "..", localName)),
                context.getBlobToLastKnownVersion().get(localName)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }
}
