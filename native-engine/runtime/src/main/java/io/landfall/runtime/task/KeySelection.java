package io.landfall.runtime.task;

import io.landfall.api.function.KeySelector;

/** Calls a user's key selector and says whose fault it is if that fails. */
final class KeySelection {

  static Object keyOf(KeySelector<Object, Object> selector, Object value, String operatorName) {
    Object key;
    try {
      key = selector.key(value);
    } catch (Throwable thrown) {
      throw OperatorFailure.in(operatorName, thrown);
    }
    if (key == null) {
      throw new OperatorFailure(
          operatorName,
          new NullPointerException("the key selector returned null; null is not a key"));
    }
    return key;
  }

  private KeySelection() {}
}
