package io.landfall.api.state;

/** Any keyed state. */
public interface State {

  /** Forgets the current key's entry. */
  void clear();
}
