package io.landfall.api.state;

/** A running aggregate for each key. */
public interface AggregatingState<I, O> extends State {

  /** Null if nothing was added. */
  O get() throws Exception;

  void add(I value) throws Exception;
}
