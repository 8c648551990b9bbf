package io.landfall.api;

import io.landfall.api.function.KeySelector;

/** The one key of all records, so that an operator without keys can have keyed state and timers. */
record NoKey() implements KeySelector<Object, Integer> {

  @Override
  public Integer key(Object value) {
    return 0;
  }
}
