package io.landfall.it.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.process.Dist;
import io.landfall.it.process.LandfallProcess;
import io.landfall.it.process.TopologyJar;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalIT {

  @TempDir private Path folder;

  /** Apart from what the process says, which is kept elsewhere. */
  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
  }

  @Test
  void refusesAMissingJar() throws Exception {
    assertThat(refusal("storm", "jar", "--state-dir", state(), "nowhere.jar", "acme.Sums"))
        .contains("no such jar: nowhere.jar");
  }

  @Test
  void refusesAnUnknownOption() throws Exception {
    assertThat(refusal("storm", "jar", "--exactly", jar(), "acme.Sums"))
        .contains("unknown option --exactly");
  }

  @Test
  void refusesAnUnknownClassAndNamesOneThatIsMeant() throws Exception {
    assertThat(refusal("storm", "jar", "--state-dir", state(), jar(), "com.acme.Sums"))
        .contains("no class com.acme.Sums")
        .contains("did you mean acme.Sums?");
  }

  @Test
  void refusesAClassWithoutMain() throws Exception {
    assertThat(refusal("storm", "jar", "--state-dir", state(), jar(), "acme.Numbers"))
        .contains("acme.Numbers has no 'public static void main(String[] args)'");
  }

  @ParameterizedTest
  @CsvSource({
    "no-spout, spout",
    "unknown-component, nobody",
    "unknown-stream, nowhere",
    "unknown-field, colour",
    "not-serializable, java.lang.Object"
  })
  void refusesATopologyThatCannotRun(String mistake, String named) throws Exception {
    assertThat(refusal("storm", "jar", "--state-dir", state(), jar(), "acme.Wrong", mistake))
        .contains(named);
  }

  @ParameterizedTest
  @CsvSource({
    "accesslog.HitsPerHour, LOG",
    "accesslog.TopPages, LOG",
    "files.CsvToJson, ORDERS FOLDER",
    "taxi.BusiestDays, RIDES",
    "taxi.PaymentTotals, RIDES PAYMENT_TYPES",
    "taxi.ZoneSessions, RIDES",
    "wordcount.NativeWordCount, TEXT_FILE"
  })
  void anExampleWithoutItsFilesSaysHowItIsStarted(String example, String operands)
      throws Exception {
    String name = "io.landfall.examples." + example;

    assertThat(refusal("run", "--state-dir", state(), Dist.examplesJar().toString(), name))
        .contains("usage:")
        .contains(name + " " + operands);
  }

  @Test
  void refusesAStateFolderThatIsAFile() throws Exception {
    Files.writeString(home.resolve("state"), "not a folder");

    assertThat(refusal("storm", "jar", "--state-dir", state(), jar(), "acme.Wrong", "nothing"))
        .contains("state");
  }

  @Test
  void refusesAStateFolderThatIsSomebodyElses() throws Exception {
    Path other = Files.createDirectories(home.resolve("state").resolve("wrong"));
    Files.writeString(other.resolve("letters.txt"), "Dear Ann");

    assertThat(refusal("storm", "jar", "--state-dir", state(), jar(), "acme.Wrong", "nothing"))
        .contains("wrong");
  }

  @Test
  void refusesAStateFolderWhoseCheckpointsAreAllDamaged() throws Exception {
    String[] sums = {
      "storm",
      "jar",
      "--progress",
      "off",
      "--state-dir",
      state(),
      "--until-idle",
      "500ms",
      jar(),
      "acme.Sums",
      "2000",
      "sums"
    };
    try (LandfallProcess first = LandfallProcess.start(home, sums)) {
      assertThat(first.exitCode()).as(first.err()).isZero();
    }
    deleteWhatItSaid();
    flipABitInEachFileOf(home.resolve("state"));

    assertThat(refusal(sums)).contains("checkpoint");
  }

  private String state() {
    return home.resolve("state").toString();
  }

  private static String jar() throws IOException {
    return TopologyJar.get().toString();
  }

  /** Runs what is to be refused; returns the one line that it says. */
  private String refusal(String... arguments) throws Exception {
    Map<String, String> before = content();
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", Dist.home().resolve("lib") + "/*"));
    command.add("io.landfall.migration.cli.Landfall");
    command.addAll(words);
    try (LandfallProcess run = LandfallProcess.startCommand(folder, command)) {
      int code = run.exitCode();
      String said = run.err();
      assertThat(said.lines()).as(said).hasSize(1);
      assertThat(code).as(said).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(content()).isEqualTo(before);
      return said;
    }
  }

  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        content.put(
            file.toString(),
            Files.isDirectory(file) ? "folder" : Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  private void deleteWhatItSaid() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("said-")).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void flipABitInEachFileOf(Path state) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.size(file) == 0) {
          continue;
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
          long middle = access.length() / 2;
          access.seek(middle);
          int b = access.read();
          access.seek(middle);
          access.write(b ^ 4);
        }
      }
    }
  }
}
