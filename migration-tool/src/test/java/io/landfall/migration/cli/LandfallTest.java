package io.landfall.migration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.migration.JarBuilder;
import io.landfall.migration.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandfallTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void refusesAnUnknownOptionAndNamesASimilarOne() {
    assertThat(run("storm", "jar", "--state-dri", "x", "app.jar", "acme.Main"))
        .isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("unknown option --state-dri").contains("--state-dir");
  }

  @Test
  void refusesToSimulateNothingAndASeedAmongSeeds() {
    assertThat(run("simulate", "--seeds", "0")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("--seeds: found 0, expected 1 or more");
    assertThat(run("simulate", "--threads", "0")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("--threads: found 0");
    assertThat(run("simulate", "--seed", "1", "--mutants")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("--seed plays one seed alone");
    assertThat(run("simulate", "--seeds", "many")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("many");
  }

  @Test
  void refusesABrokerThatCannotBe() throws IOException {
    assertThat(run("kafka", "dev", "--port", "0")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("--port: found 0, expected 1 to 65535");
    assertThat(run("kafka", "dev", "--topic", "a b:3")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("--topic: found 'a b:3', expected a name and partitions");
    assertThat(run("kafka", "dev", "--topic", "a:none")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(run("kafka", "read", "a", "--count", "-1")).isEqualTo(ExitCode.USER_MISTAKE);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      assertThat(run("kafka", "dev", "--port", Integer.toString(taken.getLocalPort())))
          .isEqualTo(ExitCode.USER_MISTAKE);
      assertThat(message()).contains("is taken").contains("choose another with --port");
    }
  }

  @Test
  void failsIfItsOutputWasNotTaken() throws IOException {
    Console console = Console.plain(new PrintStream(err, true, StandardCharsets.UTF_8));
    PrintStream full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            });
    assertThat(Landfall.withOutput(ExitCode.OK, full, console)).isEqualTo(ExitCode.OK);
    full.println("5 seeds played");
    assertThat(Landfall.withOutput(ExitCode.OK, full, console)).isEqualTo(ExitCode.FAILED);
    assertThat(message()).contains("standard output did not take all");
    assertThat(Landfall.withOutput(ExitCode.USER_MISTAKE, full, console))
        .isEqualTo(ExitCode.USER_MISTAKE);
  }

  @Test
  void refusesAnUnknownCommand() {
    assertThat(run("strom")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("unknown command strom, did you mean storm?");
  }

  @Test
  void refusesAJarThatIsNotThere() {
    assertThat(run("storm", "jar", "nowhere.jar", "acme.Main")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("no such jar: nowhere.jar");
  }

  @Test
  void refusesAFileThatIsNoJar() throws IOException {
    Path text = Files.writeString(folder.resolve("app.jar"), "hello");

    assertThat(run("run", text.toString())).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("is not a jar");
  }

  @Test
  void refusesANativeJarWithoutAMainClass() throws IOException {
    Path jar = new JarBuilder().resource("x", "y").build(folder.resolve("job.jar"));

    assertThat(run("run", jar.toString())).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("no Main-Class");
  }

  @Test
  void refusesAMainThatIsNone() throws IOException {
    Path jar =
        new JarBuilder()
            .source("acme.Main", "package acme; public class Main { public void main() {} }")
            .build(folder.resolve("job.jar"));

    assertThat(run("run", jar.toString(), "acme.Main")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("acme.Main has no 'public static void main(String[] args)'");
  }

  @Test
  void refusesValuesOutOfRangeAndSaysWhatIsExpected() {
    assertThat(run("storm", "jar", "--threads", "many", "a.jar", "B"))
        .isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("--threads: found 'many', expected a whole number");
    assertThat(run("storm", "jar", "--until-idle", "0s", "a.jar", "B"))
        .isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("--until-idle: found '0s', expected a duration");
    assertThat(run("storm", "jar", "--guarantee", "perhaps", "a.jar", "B"))
        .isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("expected exactly-once or at-least-once");
    assertThat(run("run", "--set", "nonsense=1", "a.jar")).isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("no setting 'nonsense'").contains("restart.attempts");
  }

  @Test
  void refusesOptionsBehindTheJar() throws IOException {
    Path jar = new JarBuilder().resource("x", "y").build(folder.resolve("job.jar"));

    assertThat(run("storm", "jar", jar.toString(), "--fresh", "Main"))
        .isEqualTo(ExitCode.USER_MISTAKE);
    assertThat(message()).contains("options stand before JAR");
  }

  @Test
  void endsWithWhatMainGaveToSystemExit() throws IOException {
    assertThat(run("run", mainThat("System.exit(7);"))).isEqualTo(7);
  }

  @Test
  void givesMainAllThatStandsBehindIt() throws IOException {
    assertThat(run("run", mainThat("System.exit(args.length);"), "acme.Main", "--fresh", "-v"))
        .isEqualTo(2);
  }

  @Test
  void showsWhatMainThrewFirstAndWithoutTheEnginesFrames() throws IOException {
    assertThat(run("run", mainThat("throw new IllegalStateException(\"no luck\");")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .first()
        .isEqualTo("java.lang.IllegalStateException: no luck");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("at acme.Main.main")
        .doesNotContain("at io.landfall");
  }

  private String mainThat(String does) throws IOException {
    return new JarBuilder()
        .source(
            "acme.Main",
            "package acme; class Main { public static void main(String[] args) {" + does + "} }")
        .mainClass("acme.Main")
        .build(folder.resolve("job.jar"))
        .toString();
  }

  private int run(String... arguments) {
    err.reset();
    return Landfall.execute(
        Console.plain(new PrintStream(err, true, StandardCharsets.UTF_8)), arguments);
  }

  /** The one line that a refusal is. */
  private String message() {
    String said = err.toString(StandardCharsets.UTF_8);
    assertThat(said.lines()).as(said).hasSize(1);
    return said;
  }
}
