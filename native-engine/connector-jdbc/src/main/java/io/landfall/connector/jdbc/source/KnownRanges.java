package io.landfall.connector.jdbc.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What an enumerator remembers.
 *
 * @param cut true once the keys have been looked at
 * @param waiting ranges that no reader has yet
 */
public record KnownRanges(boolean cut, ArrayList<KeyRange> waiting) implements Serializable {

  private static final long serialVersionUID = 1L;

  static final KnownRanges NONE = new KnownRanges(false, new ArrayList<>());

  static KnownRanges of(Iterable<KeyRange> waiting) {
    List<KeyRange> copy = new ArrayList<>();
    waiting.forEach(copy::add);
    return new KnownRanges(true, new ArrayList<>(copy));
  }
}
