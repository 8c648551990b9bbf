package io.landfall.api.graph;

import java.util.Optional;

/**
 * What an operator computes. The built-in ones are the records of {@link BuiltIn}; others implement
 * {@code io.landfall.operators.spi.OperatorFactory}.
 */
public interface OperatorSpec {

  /** A word for it, such as {@code map}; part of the structural id, so it must not change. */
  String kind();

  /** True if it has no input. */
  default boolean isSource() {
    return false;
  }

  /** What is wrong with its settings, in words that can follow the operator's name. */
  default Optional<String> mistake() {
    return Optional.empty();
  }
}
