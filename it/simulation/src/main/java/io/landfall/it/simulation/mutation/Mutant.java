package io.landfall.it.simulation.mutation;

/**
 * A deliberate bug.
 *
 * @param bug what the engine then does wrong, in a few words
 * @param type the class that is changed, below {@code io.landfall}
 * @param method the one that is changed, all of that name; with {@code *} behind it, all whose
 *     names begin so
 */
public record Mutant(String bug, String type, String method, Change change) {

  boolean changes(String methodName) {
    return method.endsWith("*")
        ? methodName.startsWith(method.substring(0, method.length() - 1))
        : methodName.equals(method);
  }

  String className() {
    return "io.landfall." + type;
  }
}
