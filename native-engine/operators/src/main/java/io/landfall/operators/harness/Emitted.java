package io.landfall.operators.harness;

/** A record that an operator emitted. */
public record Emitted(Object value, long timestampMs) {}
