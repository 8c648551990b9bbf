package io.landfall.api.function;

/** Emits to outputs other than the main one. */
public interface SideOutputs {

  /** Emits {@code value} to the side output; dropped if nobody reads that output. */
  <T> void output(OutputTag<T> tag, T value);
}
