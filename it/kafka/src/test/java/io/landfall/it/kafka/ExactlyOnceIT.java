package io.landfall.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost and nothing doubled, whatever dies. */
@Timeout(600)
@ExtendWith(SharedCluster.class)
class ExactlyOnceIT {

  private static final int KILLS = Integer.getInteger("landfall.it.kills");
  private static final long SEED =
      Long.getLong("landfall.it.seed") != 0
          ? Long.getLong("landfall.it.seed")
          : ThreadLocalRandom.current().nextLong();
  private static final int KILLED = 137;

  @TempDir Path folder;

  private final Cluster cluster;

  ExactlyOnceIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void survivesKillsOfTheJobAtRandomMomentsAndOtherParallelisms() throws Exception {
    Random random = new Random(SEED);
    try (Trial trial = new Trial(cluster, folder).feed()) {
      for (int kill = 1; kill <= KILLS; kill++) {
        try (JobProcess job = trial.run("parallelism=" + (1 + random.nextInt(3)))) {
          trial.awaitProgress(job);
          job.endsWithin(Duration.ofMillis(random.nextInt(400)));
          job.kill();
        }
      }
      trial.finish(trial.run("parallelism=3"));
    } catch (Throwable thrown) {
      throw new AssertionError("seed " + SEED, thrown);
    }
    assertThat(cluster.transactions())
        .as("what is left of transactions, of all parallelisms")
        .noneMatch(each -> each.state() == TransactionState.ONGOING);
  }

  @Test
  void survivesDeathBesideACommit() throws Exception {
    try (Trial trial = new Trial(cluster, folder).feed()) {
      for (String moment : List.of("AFTER_PREPARE", "BEFORE_COMMIT", "AFTER_COMMIT")) {
        // Of two subtasks, in the second checkpoint that has anything of theirs; then of one.
        assertThat(trial.run("killAt=" + moment + ":3").exitCode()).isEqualTo(KILLED);
        assertThat(trial.run("killAt=" + moment + ":2", "parallelism=1").exitCode())
            .isEqualTo(KILLED);
      }
      trial.finish(trial.run());
    }
  }

  @Test
  void survivesABrokerThatIsKilledAndOneThatIsAway() throws Exception {
    try (Trial trial = new Trial(cluster, folder).feed()) {
      JobProcess job = trial.run();
      for (int kill = 0; kill < (KILLS + 1) / 2; kill++) {
        trial.awaitProgress(job);
        cluster.broker().kill();
        cluster.broker().start();
      }
      trial.awaitProgress(job);
      cluster.broker().stop();
      assertThat(job.endsWithin(Cluster.OUTAGE)).as("the job ended without a broker").isFalse();
      cluster.broker().start();
      trial.finish(job);
    }
  }

  @Test
  void readsPartitionsThatComeWhileItRuns() throws Exception {
    try (Trial trial = new Trial(cluster, folder).feed()) {
      JobProcess job = trial.run();
      trial.awaitProgress(job);
      cluster.raisePartitions(trial.in(), 7);
      trial.awaitProgress(job);
      job.kill();
      trial.finish(trial.run("parallelism=3"));
    }
  }

  @Test
  void namesATransactionThatOutlivedItsTimeoutAndGoesOnOnlyIfTold() throws Exception {
    try (Trial trial =
        new Trial(cluster, folder).with("transactionTimeoutMs=2000").with("parallelism=1")) {
      trial.feed();
      assertThat(trial.run("killAt=BEFORE_COMMIT:3").exitCode()).isEqualTo(KILLED);
      while (cluster.transactions().stream()
          .anyMatch(each -> each.state() == TransactionState.ONGOING)) {
        // Each look asks the broker, so this does not spin.
      }
      int before = trial.numbersSeen();

      JobProcess refused = trial.run("restarts=0");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.said()).contains("POSSIBLE LOSS: the transaction landfall-count-out-0-");
      assertThat(trial.numbersSeen()).isEqualTo(before);

      try (JobProcess told = trial.run("onLost=CONTINUE")) {
        told.await("what it says", () -> told.said().contains("POSSIBLE LOSS"));
        trial.awaitProgress(told);
      }
    }
  }
}
