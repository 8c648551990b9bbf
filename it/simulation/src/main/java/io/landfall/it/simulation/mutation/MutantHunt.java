package io.landfall.it.simulation.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks for seeds that find mutants, in one class loader that has them all: what takes time is to
 * load the engine and to have its code compiled, not to play seeds. A seed that fails is played
 * once more without the mutant, so that nothing is put down to it that another left behind. One
 * thread.
 */
public final class MutantHunt implements AutoCloseable {

  /**
   * What came of a hunt.
   *
   * @param seed the first that failed; negative if none did
   * @param violation by which it did; null if none did
   */
  public record Result(Mutant mutant, long seed, String violation, double seconds) {

    public boolean isFound() {
      return violation != null;
    }
  }

  private final List<Mutant> mutants;
  private MutantClassLoader loader;
  private Function<long[], Map.Entry<Long, String>> seeds;

  /** Of some of {@code mutants}. */
  public MutantHunt(List<Mutant> mutants) {
    this.mutants = List.copyOf(mutants);
  }

  /**
   * Hunts all of them, each thread one after the other.
   *
   * @param onResult told by the thread that hunted
   * @return in the order of the mutants
   * @throws IllegalStateException if a mutant's change fits nowhere in the code as it is now
   */
  public static List<Result> huntAll(
      List<Mutant> mutants, int threads, long first, long count, Consumer<Result> onResult)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    Result[] results = new Result[mutants.size()];
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> hunters = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        hunters.add(
            pool.submit(
                () -> {
                  try (MutantHunt hunt = new MutantHunt(mutants)) {
                    for (int m; (m = next.getAndIncrement()) < results.length; ) {
                      results[m] = hunt.hunt(mutants.get(m), first, count);
                      onResult.accept(results[m]);
                    }
                  }
                }));
      }
      for (Future<?> hunter : hunters) {
        hunter.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return List.of(results);
  }

  /**
   * @param first seed, for mutants that do not begin at another one
   * @param count of seeds to try
   * @throws IllegalStateException if the mutant's change fits nowhere in the code as it is now, or
   *     a seed fails without it
   */
  public Result hunt(Mutant mutant, long first, long count) {
    long startNs = System.nanoTime();
    long from = first - 1 + mutant.firstSeed();
    long[] request = {mutants.indexOf(mutant), from, count, mutant.aim().ordinal()};
    Map.Entry<Long, String> failure;
    try {
      failure = within(request);
    } catch (IllegalStateException notOfTheMutant) {
      // A bug may leave something in the engine's classes: those behind it get new ones.
      close();
      failure = within(request);
    }
    double seconds = (System.nanoTime() - startNs) / 1e9;
    return failure == null
        ? new Result(mutant, -1, null, seconds)
        : new Result(mutant, failure.getKey(), failure.getValue(), seconds);
  }

  private Map.Entry<Long, String> within(long[] request) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      if (loader == null) {
        loader = new MutantClassLoader(mutants);
      }
      Thread.currentThread().setContextClassLoader(loader);
      requireChanged((int) request[0]);
      if (seeds == null) {
        seeds = seedsUntilFailure(loader);
      }
      return seeds.apply(request);
    } catch (ReflectiveOperationException e) {
      String bug = mutants.get((int) request[0]).bug();
      throw new IllegalArgumentException("mutant '" + bug + "' cannot be run", e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private void requireChanged(int number) throws ClassNotFoundException {
    Mutant mutant = mutants.get(number);
    Class.forName(mutant.className(), true, loader);
    if (loader.appliedCount(number) == 0) {
      throw new IllegalStateException(
          "mutant '"
              + mutant.bug()
              + "': nothing in "
              + mutant.className()
              + "."
              + mutant.method()
              + " is as it expects; bring it up to date with the code");
    }
  }

  @SuppressWarnings("unchecked")
  private static Function<long[], Map.Entry<Long, String>> seedsUntilFailure(ClassLoader loader)
      throws ReflectiveOperationException {
    return (Function<long[], Map.Entry<Long, String>>)
        loader.loadClass(SeedsUntilFailure.class.getName()).getConstructor().newInstance();
  }

  @Override
  public void close() {
    try {
      if (seeds instanceof AutoCloseable trials) {
        trials.close();
      }
      if (loader != null) {
        loader.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("mutants' class loader", e);
    } catch (Exception e) {
      throw new IllegalStateException("trial cannot be closed", e);
    } finally {
      seeds = null;
      loader = null;
    }
  }
}
