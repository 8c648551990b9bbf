package io.landfall.api.graph;

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
}
