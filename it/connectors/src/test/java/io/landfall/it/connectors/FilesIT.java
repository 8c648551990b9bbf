package io.landfall.it.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.connectors.job.CopyJob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out is what went in, each row once, whenever the process dies. */
class FilesIT {

  private static final int ROWS_PER_FILE = 1_000;
  private static final int FILES = 4;
  private static final int CUSTOMERS = 3;
  private static final String GROWING = "100000000";
  private static final String SMALL = "1";

  @TempDir Path folder;
  private Path out;
  private List<String> expected;

  @BeforeEach
  void writeInput() throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out");
    expected = new ArrayList<>();
    for (int file = 0; file < FILES; file++) {
      StringBuilder csv = new StringBuilder("number,customer\n");
      for (int row = 0; row < ROWS_PER_FILE; row++) {
        int number = file * ROWS_PER_FILE + row;
        String customer = "c" + number % CUSTOMERS;
        csv.append(number).append(',').append(customer).append('\n');
        expected.add("{\"customer\":\"" + customer + "\",\"number\":" + number + "}");
      }
      write(in.resolve("orders-" + file + (file == 0 ? ".csv.gz" : ".csv")), csv.toString());
    }
    Collections.sort(expected);
  }

  private static void write(Path file, String text) throws IOException {
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream to = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      to.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private JobRun start(int parallelism, String maxBytes, String killAt) throws IOException {
    return JobRun.start(
        CopyJob.class,
        folder,
        "in=" + folder.resolve("in") + "/orders-*",
        "out=" + out,
        "parallelism=" + parallelism,
        "maxBytes=" + maxBytes,
        "killAt=" + killAt);
  }

  private void finish(int parallelism, String maxBytes) throws Exception {
    start(parallelism, maxBytes, "").expectSuccess();
    List<String> lines = new ArrayList<>();
    for (Path file : files(false)) {
      lines.addAll(Files.readAllLines(file));
    }
    Collections.sort(lines);
    assertThat(lines).isEqualTo(expected);
    assertThat(files(true)).isEmpty();
  }

  private List<Path> files(boolean hidden) throws IOException {
    try (Stream<Path> all = Files.walk(out)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> out.relativize(file).startsWith(".landfall") == hidden)
          .toList();
    }
  }

  /** In one chain, since most of the time goes into starting processes. */
  @Test
  void hasEachRowOnceThroughKillsBesideCommitsAndAtARandomMoment() throws Exception {
    start(2, GROWING, "AFTER_PREPARE:5").expectDeath();
    assertThat(files(true)).as("left by the dead run").isNotEmpty();
    start(1, GROWING, "BEFORE_COMMIT:3").expectDeath();
    start(3, SMALL, "AFTER_COMMIT:2").expectDeath();
    // Last, since it may come to the end: then nothing would be left to die beside.
    dieBetween(300, 1_200);
    finish(2, GROWING);
  }

  private void dieBetween(int earliestMs, int latestMs) throws Exception {
    JobRun run = start(3, GROWING, "");
    run.endsWithin(ThreadLocalRandom.current().nextInt(earliestMs, latestMs));
    run.kill();
  }
}
