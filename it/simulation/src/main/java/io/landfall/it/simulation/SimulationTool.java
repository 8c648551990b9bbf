package io.landfall.it.simulation;

import io.landfall.it.simulation.mutation.MutantHunt;
import io.landfall.it.simulation.mutation.Mutants;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What {@code landfall simulate} calls. Made by reflection, in a class loader with Storm in it, so
 * only types of the JDK cross.
 *
 * <p>Request {@code mode}:
 *
 * <ul>
 *   <li>{@code seeds}: {@code first}, {@code count} (Long), {@code threads} (Integer), {@code
 *       onStart} (Consumer of a Map: {@code figures}, a Supplier of {played, steps, processes,
 *       failures}, and {@code stop}, a Runnable), {@code onFailure} (Consumer of a line). Returns
 *       the figures at the end.
 *   <li>{@code replay}: {@code seed} (Long), {@code shrink} (Boolean), {@code out} (Consumer of a
 *       line). Returns whether it failed.
 *   <li>{@code mutants}: {@code first}, {@code count}, {@code threads}, {@code out}. Returns how
 *       many were not found.
 * </ul>
 */
public final class SimulationTool implements Function<Map<String, Object>, Object> {

  @Override
  public Object apply(Map<String, Object> request) {
    try {
      return switch ((String) request.get("mode")) {
        case "seeds" -> seeds(request);
        case "replay" -> replay(request);
        case "mutants" -> mutants(request);
        default -> throw new IllegalArgumentException("mode " + request.get("mode"));
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static long[] seeds(Map<String, Object> request) throws InterruptedException {
    Simulation simulation =
        new Simulation((Long) request.get("first"), (Long) request.get("count"));
    Supplier<long[]> figures =
        () ->
            new long[] {
              simulation.played(),
              simulation.steps(),
              simulation.processes(),
              simulation.failures().size()
            };
    Runnable stop = simulation::stop;
    ((Consumer<Map<String, Object>>) request.get("onStart"))
        .accept(Map.of("figures", figures, "stop", stop));
    Consumer<String> onFailure = (Consumer<String>) request.get("onFailure");
    simulation.run((Integer) request.get("threads"), failure -> onFailure.accept(line(failure)));
    return figures.get();
  }

  /** All that is needed to see it again. */
  static String line(Simulation.Failure failure) {
    return "seed "
        + failure.seed()
        + " failed: "
        + failure.outcome().violations().get(0)
        + "; replay it with: landfall simulate --seed "
        + failure.seed();
  }

  @SuppressWarnings("unchecked")
  private static boolean replay(Map<String, Object> request) {
    Consumer<String> out = (Consumer<String>) request.get("out");
    long seed = (Long) request.get("seed");
    try (Trial trial = new Trial()) {
      Scenario scenario = Scenario.of(seed);
      Outcome outcome = trial.run(scenario, null);
      if (!outcome.isGood() && (Boolean) request.get("shrink")) {
        Shrinker shrinker = new Shrinker(candidate -> trial.run(candidate, null));
        scenario = shrinker.shrink(scenario, outcome);
        out.accept("seed " + seed + " fails; made smaller, as far as it still fails:");
      }
      out.accept(scenario.describe());
      out.accept("");
      out.accept("      ms  what happened");
      Outcome shown = trial.run(scenario, line -> out.accept(line.get()));
      out.accept("");
      shown.violations().forEach(violation -> out.accept("VIOLATED: " + violation));
      out.accept(
          (shown.isGood() ? "all is well" : "seed " + seed + " failed")
              + " after "
              + shown.steps()
              + " steps in "
              + shown.processes()
              + " processes");
      return !shown.isGood();
    }
  }

  @SuppressWarnings("unchecked")
  private static int mutants(Map<String, Object> request) throws InterruptedException {
    Consumer<String> out = (Consumer<String>) request.get("out");
    long first = (Long) request.get("first");
    long count = (Long) request.get("count");
    List<MutantHunt.Result> results =
        MutantHunt.huntAll(
            Mutants.all(),
            (Integer) request.get("threads"),
            first,
            count,
            result -> out.accept(line(result, count)));
    long found = results.stream().filter(MutantHunt.Result::isFound).count();
    out.accept(found + " of " + results.size() + " deliberate bugs were found");
    return (int) (results.size() - found);
  }

  private static String line(MutantHunt.Result result, long count) {
    return result.isFound()
        ? String.format(
            "found by seed %,d (%.1f s): %s%n    %s",
            result.seed(), result.seconds(), result.mutant().bug(), result.violation())
        : String.format(
            "NOT FOUND by %,d seeds (%.1f s): %s", count, result.seconds(), result.mutant().bug());
  }
}
