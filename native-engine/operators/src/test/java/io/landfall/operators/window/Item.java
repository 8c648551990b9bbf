package io.landfall.operators.window;

import java.io.Serializable;

/**
 * A record of a random case, or several reduced to one.
 *
 * @param ids of all that it was made of, in order: it shows if any is missing, doubled or moved
 */
record Item(String key, String ids, long amount) implements Serializable {

  Item plus(Item other) {
    return new Item(key, ids + "," + other.ids, amount + other.amount);
  }
}
