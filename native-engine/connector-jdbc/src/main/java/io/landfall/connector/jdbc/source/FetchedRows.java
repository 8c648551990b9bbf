package io.landfall.connector.jdbc.source;

import java.util.List;

/**
 * Some rows of a range.
 *
 * @param of what was asked for; null behind a failure
 * @param keys of {@code values}, ascending
 * @param last true if no more of the range follow
 * @param failure why there are no more; null if nothing went wrong
 */
record FetchedRows<T>(KeyRange of, List<T> values, long[] keys, boolean last, Exception failure) {

  static <T> FetchedRows<T> failed(Exception failure) {
    return new FetchedRows<>(null, List.of(), new long[0], true, failure);
  }
}
