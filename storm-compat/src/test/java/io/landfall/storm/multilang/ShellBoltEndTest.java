package io.landfall.storm.multilang;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.storm.capture.PrivateFields;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.storm.Config;
import org.apache.storm.generated.Bolt;
import org.apache.storm.generated.ComponentCommon;
import org.apache.storm.generated.ComponentObject;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.task.IOutputCollector;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.ShellBolt;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.ShellProcess;
import org.apache.storm.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell in the place of a component: it says its process id, and listens. */
class ShellBoltEndTest {

  private static final long PATIENCE_S = 20;
  private static final String HELLO = "echo '{\"pid\": 1}'; echo end; ";
  private static final String LISTEN = "while read line; do :; done";

  @TempDir private Path folder;

  private final BlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
  private ShellBolt bolt;
  private Thread reader;
  private Process process;
  private ShellBoltEnd end;

  @AfterEach
  void endTheProcess() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void anEndByCleanupIsNoError() throws Exception {
    start(LISTEN);

    end.expected();
    bolt.cleanup();

    assertEndsInSilence();
  }

  @Test
  void anEndByASignalFromOutsideIsNoErrorIfTheTaskEndsToo() throws Exception {
    start(LISTEN);

    process.destroy();
    process.waitFor();
    end.expected();
    assertEndsInSilence();
    bolt.cleanup();
  }

  @Test
  void anEndWhileTheTaskGoesOnIsReported() throws Exception {
    start("read setup; read end; exit 3");

    assertThat(reported.poll(PATIENCE_S, TimeUnit.SECONDS))
        .hasMessageContaining("Pipe to subprocess seems to be broken");
    end.expected();
    bolt.cleanup();
  }

  @Test
  void anyOtherBoltIsLeftAlone() {
    assertThat(ShellBoltEnd.watch("a bolt")).isNull();
  }

  private void assertEndsInSilence() throws InterruptedException {
    reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
    assertThat(reader.isAlive()).isFalse();
    assertThat(reported).isEmpty();
  }

  private void start(String then) {
    bolt = new ShellBolt("sh", "-c", HELLO + then);
    Map<String, Object> conf = Utils.readDefaultConfig();
    conf.put(Config.STORM_CLUSTER_MODE, "local");
    bolt.prepare(conf, context(), new OutputCollector(new Errors()));
    reader = (Thread) PrivateFields.read(bolt, "readerThread");
    ShellProcess shell = (ShellProcess) PrivateFields.read(bolt, "process");
    process = (Process) PrivateFields.read(shell, "subprocess");
    end = ShellBoltEnd.watch(bolt);
  }

  private TopologyContext context() {
    Bolt component =
        new Bolt(
            ComponentObject.serialized_java(new byte[0]), new ComponentCommon(Map.of(), Map.of()));
    return new TopologyContext(
        new StormTopology(Map.of(), Map.of("shell", component), Map.of()),
        Map.of(),
        Map.of(1, "shell"),
        Map.of("shell", List.of(1)),
        Map.of(),
        Map.of(),
        "test",
        folder.toString(),
        folder.toString(),
        1,
        0,
        List.of(1),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        new AtomicBoolean(),
        null);
  }

  /** Takes note of what is reported. */
  private final class Errors implements IOutputCollector {
    @Override
    public List<Integer> emit(String stream, Collection<Tuple> anchors, List<Object> values) {
      return List.of();
    }

    @Override
    public void emitDirect(
        int task, String stream, Collection<Tuple> anchors, List<Object> values) {}

    @Override
    public void ack(Tuple input) {}

    @Override
    public void fail(Tuple input) {}

    @Override
    public void resetTimeout(Tuple input) {}

    @Override
    public void flush() {}

    @Override
    public void reportError(Throwable error) {
      reported.add(error);
    }
  }
}
