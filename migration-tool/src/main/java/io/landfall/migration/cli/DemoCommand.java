package io.landfall.migration.cli;

import io.landfall.migration.demo.Demo;
import io.landfall.migration.run.Installation;
import io.landfall.migration.run.UserMistake;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code landfall demo}. */
@Command(
    name = "demo",
    description =
        "Counts the words of Shakespeare with a Storm topology, kills it half-way with SIGKILL,"
            + " starts it again, and compares every count with an independent one.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    footer = {"", "Examples:", "  landfall demo", "  landfall demo --rate 2000 --no-kill"})
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--no-kill", description = "Let the first run come to its end.")
  private boolean noKill;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Lines a second; default ${DEFAULT-VALUE}. The text has 40,000.")
  private int rate = 6_000;

  @Override
  public Integer call() throws Exception {
    if (rate < 1) {
      throw new UserMistake("--rate: found " + rate + ", expected lines a second, 1 or more");
    }
    Landfall root = (Landfall) spec.root().userObject();
    Demo demo = new Demo(root.console(), Installation.ofThisProcess(), !noKill, rate);
    return demo.run() ? ExitCode.OK : ExitCode.FAILED;
  }
}
