package io.landfall.it.simulation.mutation;

import java.io.IOException;
import java.util.Map;
import java.util.function.BiFunction;

/** Looks for a seed that finds a mutant. Any thread. */
public final class MutantHunt {

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

  private MutantHunt() {}

  /**
   * @param count of seeds to try, from {@code first} on
   * @throws IllegalStateException if the mutant's change fits nowhere in the code as it is now
   */
  public static Result hunt(Mutant mutant, long first, long count) {
    long startNs = System.nanoTime();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (MutantClassLoader loader = new MutantClassLoader(mutant)) {
      Thread.currentThread().setContextClassLoader(loader);
      requireChanged(mutant, loader);
      Map.Entry<Long, String> failure = seedsUntilFailure(loader).apply(first, count);
      double seconds = (System.nanoTime() - startNs) / 1e9;
      return failure == null
          ? new Result(mutant, -1, null, seconds)
          : new Result(mutant, failure.getKey(), failure.getValue(), seconds);
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalStateException("mutant '" + mutant.bug() + "' cannot be run", e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static void requireChanged(Mutant mutant, MutantClassLoader loader)
      throws ClassNotFoundException {
    Class.forName(mutant.className(), true, loader);
    if (loader.appliedCount() == 0) {
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
  private static BiFunction<Long, Long, Map.Entry<Long, String>> seedsUntilFailure(
      ClassLoader loader) throws ReflectiveOperationException {
    return (BiFunction<Long, Long, Map.Entry<Long, String>>)
        loader.loadClass(SeedsUntilFailure.class.getName()).getConstructor().newInstance();
  }
}
