package io.landfall.it.simulation.job;

import io.landfall.it.simulation.Aim;
import io.landfall.it.simulation.JobSettings;
import io.landfall.it.simulation.JobSpec;
import io.landfall.it.simulation.SimulatedJob;
import io.landfall.it.simulation.World;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A random native job. Every stage that no other reads ends in a two-phase sink.
 *
 * @param rescaling whether each process runs it with another parallelism
 */
public record NativeSpec(List<Stage> stages, JobSettings settings, boolean rescaling)
    implements JobSpec {

  private static final int MAX_STAGES = 7;
  private static final int MAX_PARALLELISM = 3;
  private static final int MAX_ITEMS = 1_500;

  public NativeSpec {
    stages = List.copyOf(stages);
  }

  public static NativeSpec random(RandomGenerator random, JobSettings settings, Aim aim) {
    List<Stage> stages = new ArrayList<>();
    int sources = 1 + random.nextInt(2);
    for (int i = 0; i < sources; i++) {
      stages.add(source(random, aim));
    }
    int count = 1 + random.nextInt(MAX_STAGES);
    for (int tries = 0; stages.size() < sources + count && tries < 50; tries++) {
      Stage next = next(random, stages, aim);
      List<Stage> longer = new ArrayList<>(stages);
      longer.add(next);
      if (isTimely(stages, next) && new Evaluation(longer).size(longer.size() - 1) <= MAX_ITEMS) {
        stages = longer;
      }
    }
    return new NativeSpec(stages, settings, settings.durable() && random.nextInt(3) == 0);
  }

  private static Stage source(RandomGenerator random, Aim aim) {
    Stage.Kind kind =
        switch (random.nextInt(aim == Aim.WINDOWS ? 10 : 6)) {
          case 0, 1, 2 -> Stage.Kind.TIMED_SOURCE;
          case 3, 4 -> Stage.Kind.SPLIT_SOURCE;
          default -> Stage.Kind.DISORDERED_SOURCE;
        };
    int parallelism = 1 + random.nextInt(MAX_PARALLELISM);
    return new Stage(
        kind,
        List.of(),
        kind.isInOrder() ? 1 : parallelism,
        random.nextInt(1 << random.nextInt(1, 8)),
        Stage.Route.FORWARD,
        random.nextInt(4) == 0);
  }

  private static Stage next(RandomGenerator random, List<Stage> before, Aim aim) {
    Stage.Kind kind = kind(random, aim);
    List<Integer> inputs = new ArrayList<>();
    for (int i = 0; i < kind.inputs; i++) {
      // Mostly the latest, so that jobs are deep rather than wide.
      int back = random.nextInt(1 + random.nextInt(before.size()));
      inputs.add(before.size() - 1 - back);
    }
    int inOrder = kind.inputs == 1 ? firstInOrder(before) : -1;
    if (inOrder >= 0 && random.nextInt(4) == 0) {
      kind = Stage.Kind.LATE_WINDOW;
      inputs.set(0, inOrder);
    }
    Stage.Route[] routes = Stage.Route.values();
    return new Stage(
        kind,
        inputs,
        1 + random.nextInt(MAX_PARALLELISM),
        random.nextInt(6),
        routes[random.nextInt(routes.length)],
        random.nextInt(4) == 0);
  }

  private static int firstInOrder(List<Stage> stages) {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).kind().isInOrder()) {
        return i;
      }
    }
    return -1;
  }

  private static Stage.Kind kind(RandomGenerator random, Aim aim) {
    List<Stage.Kind> wanted = wanted(aim);
    if (!wanted.isEmpty() && random.nextInt(3) > 0) {
      return wanted.get(random.nextInt(wanted.size()));
    }
    Stage.Kind[] kinds = Stage.Kind.values();
    Stage.Kind kind = kinds[random.nextInt(kinds.length)];
    while (kind.isSource()) {
      kind = kinds[random.nextInt(kinds.length)];
    }
    return kind;
  }

  private static List<Stage.Kind> wanted(Aim aim) {
    return switch (aim) {
      case ANY, NATIVE, STORM -> List.of();
      case KEYED_STATE -> List.of(Stage.Kind.COUNT, Stage.Kind.JOIN, Stage.Kind.TOTAL);
      case TIMERS -> List.of(Stage.Kind.HOLD, Stage.Kind.BUCKETS);
      case CYCLES -> List.of(Stage.Kind.LOOP);
      case WINDOWS -> List.of(Stage.Kind.WINDOW, Stage.Kind.INTERVAL_JOIN, Stage.Kind.CLOCK_WINDOW);
      case ASYNC -> List.of(Stage.Kind.ASYNC, Stage.Kind.BUCKETS);
    };
  }

  /**
   * Sums by event time are the same in every run only if no record can be late, or if those that
   * are late are the same.
   */
  private static boolean isTimely(List<Stage> before, Stage next) {
    return (!next.kind().needsTime()
            || next.inputs().stream().allMatch(input -> isTimed(before, input)))
        && (!next.kind().needsOrder()
            || next.inputs().stream().allMatch(input -> before.get(input).kind().isInOrder()));
  }

  private static boolean isTimed(List<Stage> stages, int index) {
    Stage stage = stages.get(index);
    return stage.kind().keepsTime()
        && stage.inputs().stream().allMatch(input -> isTimed(stages, input));
  }

  private boolean isSound() {
    for (int i = 0; i < stages.size(); i++) {
      if (!isTimely(stages.subList(0, i), stages.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The stages that end in a sink. */
  List<Integer> sinks() {
    List<Integer> unread = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      int index = i;
      if (stages.stream().noneMatch(stage -> stage.inputs().contains(index))) {
        unread.add(i);
      }
    }
    return unread;
  }

  int parallelism(int stage, int start) {
    int base = stages.get(stage).parallelism();
    return rescaling && !stages.get(stage).kind().isInOrder() ? rescaled(base, stage, start) : base;
  }

  int sinkParallelism(int sink, int start) {
    int base = 1 + sink % MAX_PARALLELISM;
    return rescaling ? rescaled(base, 100 + sink, start) : base;
  }

  private static int rescaled(int base, int salt, int start) {
    return 1 + Math.floorMod(base - 1 + Arithmetic.mix(salt * 31L + start), MAX_PARALLELISM);
  }

  @Override
  public SimulatedJob create(World world) {
    return new NativeJob(this, world);
  }

  @Override
  public List<NativeSpec> smaller() {
    List<NativeSpec> smaller = new ArrayList<>();
    for (int i = stages.size() - 1; i >= 0; i--) {
      if (stages.size() > 1) {
        smaller.add(without(i));
      }
      Stage stage = stages.get(i);
      if (stage.amount() > 0) {
        smaller.add(with(i, stage.withAmount(stage.amount() / 2)));
      }
      if (stage.parallelism() > 1) {
        smaller.add(with(i, stage.withParallelism(1)));
      }
    }
    if (rescaling) {
      smaller.add(new NativeSpec(stages, settings, false));
    }
    smaller.removeIf(each -> !each.isSound() || each.sinks().isEmpty());
    return smaller;
  }

  private NativeSpec with(int index, Stage other) {
    List<Stage> changed = new ArrayList<>(stages);
    changed.set(index, other);
    return new NativeSpec(changed, settings, rescaling);
  }

  /** Who read it reads what it read; stages that had nothing else to read go with it. */
  private NativeSpec without(int index) {
    List<Integer> instead = new ArrayList<>();
    List<Stage> left = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      List<Integer> inputs = new ArrayList<>();
      stage.inputs().forEach(input -> inputs.add(instead.get(input)));
      if (i == index || inputs.contains(-1)) {
        instead.add(inputs.isEmpty() ? -1 : inputs.get(0));
      } else {
        instead.add(left.size());
        left.add(stage.withInputs(inputs));
      }
    }
    return new NativeSpec(left, settings, rescaling);
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder("native job, ").append(settings);
    text.append(rescaling ? ", rescaled at each start" : "");
    for (int i = 0; i < stages.size(); i++) {
      text.append("\n  ").append(i).append(": ").append(stages.get(i));
    }
    return text.append("\n  sinks behind ").append(sinks()).toString();
  }
}
