package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.runner.Plan.Stage;
import io.landfall.it.benchmarks.workload.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs what is planned, one process after the other. One thread. */
final class Session implements AutoCloseable {

  private final Path root;
  private final Launch broker;
  private final String java;
  private final Children children;
  private final ProcessRun processes;
  private final Progress progress;

  private final Map<Variant, List<String>> commands = new HashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private KafkaBroker kafka;

  Session(
      Path root,
      Launch broker,
      String java,
      Children children,
      ProcessRun processes,
      Progress progress) {
    this.root = root;
    this.broker = broker;
    this.java = java;
    this.children = children;
    this.processes = processes;
    this.progress = progress;
  }

  /**
   * A variant that fails once is left out from the rest of the work; a work whose results are not
   * the same everywhere is not measured.
   *
   * @throws UserMistake before anything runs, if a system is not built
   * @throws IOException if the Kafka broker does not start
   */
  Results run(Plan plan) throws UserMistake, IOException, InterruptedException {
    prepare(plan);
    for (Stage stage : plan.stages()) {
      Set<Entry> failed = new HashSet<>();
      run(stage.agreement(), failed);
      Set<Work> agreed = EnumSet.noneOf(Work.class);
      for (Work work : stage.works()) {
        if (!differ(work)) {
          agreed.add(work);
        }
      }
      List<Run> rounds =
          stage.rounds().stream().filter(run -> agreed.contains(run.work())).toList();
      progress.skipped(stage.rounds().size() - rounds.size());
      run(rounds, failed);
      agreed.forEach(this::differ);
    }
    return new Results(List.copyOf(outcomes));
  }

  private void prepare(Plan plan) throws UserMistake {
    boolean needsKafka = false;
    for (Stage stage : plan.stages()) {
      for (Run run : stage.rounds()) {
        if (!commands.containsKey(run.variant())) {
          commands.put(run.variant(), command(run.variant()));
        }
        needsKafka |= needsKafka(run);
      }
    }
    if (needsKafka) {
      broker.command(root);
    }
  }

  private List<String> command(Variant variant) throws UserMistake {
    try {
      return variant.launch().command(root);
    } catch (UserMistake e) {
      throw new UserMistake(
          e.getMessage() + "; build it, or name the systems that are to run with --systems");
    }
  }

  private void run(List<Run> runs, Set<Entry> failed)
      throws UserMistake, IOException, InterruptedException {
    for (Run run : runs) {
      if (failed.contains(run.entry())) {
        progress.skipped(1);
        continue;
      }
      List<String> command = command(run);
      progress.started(run);
      Outcome outcome = processes.execute(run, command);
      progress.ended(outcome);
      outcomes.add(outcome);
      if (outcome.isFailed()) {
        failed.add(run.entry());
      }
    }
  }

  private boolean differ(Work work) {
    List<String> disagreements = new Results(outcomes).disagreements(work);
    disagreements.forEach(progress::line);
    return !disagreements.isEmpty();
  }

  private List<String> command(Run run) throws UserMistake, IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(Course.javaOptions(run.work(), Runtime.version().feature()));
    command.addAll(commands.get(run.variant()));
    command.addAll(run.arguments());
    if (needsKafka(run)) {
      if (kafka == null) {
        kafka = KafkaBroker.start(children, broker, root, java);
      }
      command.add("bootstrap=" + kafka.bootstrap());
    }
    return command;
  }

  private static boolean needsKafka(Run run) {
    return Course.needsKafka(run.work()) || run.variant().needsKafka();
  }

  /** Stops the broker, if it runs. */
  @Override
  public void close() throws InterruptedException {
    if (kafka != null) {
      kafka.close();
    }
  }
}
