package io.landfall.migration.cli;

import io.landfall.migration.console.Console;
import io.landfall.migration.run.Installation;
import io.landfall.migration.run.UserMistake;
import io.landfall.migration.simulate.InstalledSimulation;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code landfall simulate}. */
@Command(
    name = "simulate",
    description =
        "Plays random jobs and Storm topologies on a simulated machine that fails at every turn, and"
            + " compares what comes out with a sequential evaluation.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    footer = {
      "",
      "A seed is a job, a machine, and all that goes wrong: it plays the same way every time.",
      "",
      "Examples:",
      "  landfall simulate                  # 10,000 seeds",
      "  landfall simulate --seeds 100000 --first 1",
      "  landfall simulate --seed 4711      # one of them, step by step",
      "  landfall simulate --mutants        # does it find bugs that are put in?",
      "",
      "Exit codes:",
      "  0    no seed failed (all mutants were found)",
      "  1    some did (were not)",
      "  130  stopped by Ctrl-C, after what was played until then"
    })
final class SimulateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many seeds to play; default 10,000, and 2,000 for each mutant.")
  private Long seeds;

  @Option(
      names = "--first",
      paramLabel = "SEED",
      description = "The first of them; default ${DEFAULT-VALUE}.")
  private long first = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Seeds played at a time; default one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description =
          "Play this one alone and print each step. If it fails, it is made smaller before, as far as"
              + " it still fails.")
  private Long seed;

  @Option(names = "--whole", description = "With --seed: print it as it is, not made smaller.")
  private boolean whole;

  @Option(
      names = "--mutants",
      description =
          "Put deliberate bugs into the engine, one at a time, and see whether seeds fail.")
  private boolean mutants;

  private StopOnSignal signals;

  @Override
  public Integer call() throws Exception {
    check();
    Logging.off();
    InstalledSimulation simulation = InstalledSimulation.load(Installation.ofThisProcess());
    Consumer<String> out = System.out::println;
    boolean good;
    if (seed != null) {
      good = !simulation.replay(seed, !whole, out);
    } else if (mutants) {
      good = simulation.huntMutants(first, seeds == null ? 2_000 : seeds, threads, out) == 0;
    } else {
      good = play(simulation, seeds == null ? 10_000 : seeds, out);
    }
    if (signals != null && signals.exitCode() != 0) {
      return signals.exitCode();
    }
    return good ? ExitCode.OK : ExitCode.FAILED;
  }

  private void check() throws UserMistake {
    if (seeds != null && seeds < 1) {
      throw new UserMistake("--seeds: found " + seeds + ", expected 1 or more");
    }
    if (threads < 1 || threads > 1_024) {
      throw new UserMistake("--threads: found " + threads + ", expected 1 to 1024");
    }
    if (seed != null && (mutants || seeds != null)) {
      throw new UserMistake("--seed plays one seed alone; leave --seeds and --mutants out");
    }
  }

  private boolean play(InstalledSimulation simulation, long count, Consumer<String> out)
      throws InterruptedException {
    Console console = ((Landfall) spec.root().userObject()).console();
    SimulationProgress progress = new SimulationProgress(console, count);
    long[] end =
        simulation.playSeeds(
            first,
            count,
            threads,
            running -> {
              signals =
                  StopOnSignal.install(
                      () -> true,
                      (Runnable) running.get("stop"),
                      "stopping when the seeds under way have ended",
                      console);
              progress.start(running);
            },
            out);
    progress.close();
    double seconds = progress.seconds();
    out.accept(
        String.format(
            Locale.ROOT,
            "%,d seeds played, %,d failed: %,d starts and restarts of processes, %,d steps, in %.0f s"
                + " (%,.0f seeds and %,.0f processes a minute)",
            end[0],
            end[3],
            end[2],
            end[1],
            seconds,
            end[0] / seconds * 60,
            end[2] / seconds * 60));
    return end[3] == 0;
  }
}
