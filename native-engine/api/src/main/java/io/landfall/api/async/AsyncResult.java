package io.landfall.api.async;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Where the results of one request go. Any thread; the first call counts, all later ones are
 * ignored, also those that come behind the timeout or the end of the job. A call may wait for a
 * moment if the subtask is behind with taking results.
 */
public interface AsyncResult<O> {

  /** Any number of results, none of them to be changed any more. */
  void completeAll(Collection<? extends O> results);

  /** One result. */
  default void complete(O result) {
    completeAll(Collections.singletonList(result));
  }

  /** No result. */
  default void completeWithNone() {
    completeAll(List.of());
  }

  /** Retried if the settings say so, else it fails the job, as itself. */
  void fail(Throwable failure);
}
