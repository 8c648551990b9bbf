package io.landfall.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What cannot work is refused before anything runs, in one line. */
@Timeout(300)
@ExtendWith(SharedCluster.class)
class RefusalIT {

  private static final int USER_MISTAKE = 2;

  @TempDir Path folder;

  private static Cluster cluster;
  private static String in;
  private static String out;

  @BeforeAll
  static void createTopics(Cluster shared) throws Exception {
    cluster = shared;
    in = cluster.newTopic("in", 1);
    out = cluster.newTopic("out", 1);
  }

  private String refusalOf(String... arguments) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("bootstrap=" + cluster.bootstrap(), "in=" + in, "out=" + out));
    all.addAll(List.of(arguments));
    try (JobProcess job = JobProcess.start(JobProcess.Kind.NATIVE, folder, all)) {
      assertThat(job.exitCode()).as(job.said()).isEqualTo(USER_MISTAKE);
      return job.said()
          .lines()
          .filter(line -> line.startsWith("landfall: "))
          .reduce((first, second) -> first + "\n" + second)
          .orElse("");
    }
  }

  private static void deny(ResourceType type, String name, AclOperation operation)
      throws Exception {
    try (Admin admin = cluster.admin()) {
      admin
          .createAcls(
              List.of(
                  new AclBinding(
                      new ResourcePattern(type, name, PatternType.LITERAL),
                      new AccessControlEntry(
                          "User:ANONYMOUS", "*", operation, AclPermissionType.DENY)),
                  // With any entry for it, what is not allowed is denied.
                  new AclBinding(
                      new ResourcePattern(type, name, PatternType.LITERAL),
                      new AccessControlEntry(
                          "User:ANONYMOUS", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW))))
          .all()
          .get();
    }
  }

  /** Takes back what was denied. */
  private static void allow(ResourceType type, String name) throws Exception {
    try (Admin admin = cluster.admin()) {
      admin
          .deleteAcls(
              List.of(
                  new AclBindingFilter(
                      new ResourcePatternFilter(type, name, PatternType.LITERAL),
                      AccessControlEntryFilter.ANY)))
          .all()
          .get();
    }
  }

  @Test
  void namesABrokerThatDoesNotAnswer() throws Exception {
    assertThat(refusalOf("bootstrap=localhost:1", "connectTimeoutMs=1500"))
        .isEqualTo(
            "landfall: job 'count', operator 'kafka-source': source 'kafka-source': no answer from"
                + " Kafka at localhost:1 within 1500 ms; check the address, and that the broker"
                + " runs and can be reached from here");
  }

  @Test
  void namesATopicThatDoesNotExist() throws Exception {
    assertThat(refusalOf("in=nowhere"))
        .isEqualTo(
            "landfall: job 'count', operator 'kafka-source': source 'kafka-source': topic 'nowhere'"
                + " does not exist at "
                + cluster.bootstrap()
                + "; create it or correct the name");
    assertThat(refusalOf("out=elsewhere"))
        .startsWith(
            "landfall: job 'count', operator 'kafka-sink': sink 'kafka-sink': topic 'elsewhere'"
                + " does not exist at ");
  }

  @Test
  void namesATimeoutAboveTheBrokersMaximum() throws Exception {
    assertThat(refusalOf("transactionTimeoutMs=900001"))
        .isEqualTo(
            "landfall: job 'count', operator 'kafka-sink': sink 'kafka-sink': transactionTimeout of"
                + " 900001 ms is above the brokers' transaction.max.timeout.ms of 900000; lower it,"
                + " or raise theirs");
  }

  @Test
  void namesATimeoutBelowWhatCheckpointsNeed() throws Exception {
    assertThat(refusalOf("transactionTimeoutMs=1500", "checkpointMs=1000"))
        .startsWith(
            "landfall: job 'count', operator 'kafka-sink': sink 'kafka-sink': transactionTimeout of"
                + " 1500 ms is below two checkpoint intervals (2000 ms)");
  }

  @Test
  void namesAPermissionThatIsMissing() throws Exception {
    String secret = cluster.newTopic("secret", 1);
    deny(ResourceType.TOPIC, secret, AclOperation.READ);
    assertThat(refusalOf("in=" + secret))
        .isEqualTo(
            "landfall: job 'count', operator 'kafka-source': source 'kafka-source': no permission"
                + " for READ on topic '"
                + secret
                + "'; have it granted to the user that the job runs as");
    String sealed = cluster.newTopic("sealed", 1);
    deny(ResourceType.TOPIC, sealed, AclOperation.WRITE);
    assertThat(refusalOf("out=" + sealed))
        .startsWith(
            "landfall: job 'count', operator 'kafka-sink': sink 'kafka-sink': no permission for"
                + " WRITE on topic '"
                + sealed);
  }

  @Test
  void namesAGroupOrTransactionalIdThatItMayNotUse() throws Exception {
    deny(ResourceType.TRANSACTIONAL_ID, "landfall-count-out-0-0", AclOperation.DESCRIBE);
    try {
      assertThat(refusalOf())
          .isEqualTo(
              "landfall: job 'count', operator 'kafka-sink': sink 'kafka-sink': no permission for"
                  + " WRITE on transactional id 'landfall-count-out-0-0'; have it granted to the"
                  + " user that the job runs as");
    } finally {
      allow(ResourceType.TRANSACTIONAL_ID, "landfall-count-out-0-0");
    }
    deny(ResourceType.GROUP, "count", AclOperation.DESCRIBE);
    try {
      assertThat(refusalOf())
          .isEqualTo(
              "landfall: job 'count', operator 'kafka-source': source 'kafka-source': no permission"
                  + " for READ on group 'count'; have it granted to the user that the job runs as");
    } finally {
      allow(ResourceType.GROUP, "count");
    }
  }
}
