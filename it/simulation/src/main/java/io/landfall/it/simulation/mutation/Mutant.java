package io.landfall.it.simulation.mutation;

import io.landfall.it.simulation.Aim;

/**
 * A deliberate bug.
 *
 * @param bug what the engine then does wrong, in a few words
 * @param type the class that is changed, below {@code io.landfall}
 * @param method the one that is changed, all of that name; with {@code *} behind it, all whose
 *     names begin so
 * @param aim the jobs in which it is looked for
 * @param firstSeed where it is looked for first: what is seldom takes long from the start on. When
 *     the generator changes, another one may be better, and the hunt takes longer until then
 */
public record Mutant(
    String bug, String type, String method, Change change, Aim aim, long firstSeed) {

  /** In Storm topologies if it is in the Storm layer, else in native jobs. */
  public Mutant(String bug, String type, String method, Change change) {
    this(bug, type, method, change, type.startsWith("storm.") ? Aim.STORM : Aim.NATIVE, 1);
  }

  Mutant in(Aim other) {
    return new Mutant(bug, type, method, change, other, firstSeed);
  }

  Mutant from(long seed) {
    return new Mutant(bug, type, method, change, aim, seed);
  }

  boolean changes(String methodName) {
    return method.endsWith("*")
        ? methodName.startsWith(method.substring(0, method.length() - 1))
        : methodName.equals(method);
  }

  String className() {
    return "io.landfall." + type;
  }
}
