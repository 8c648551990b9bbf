package io.landfall.api.window;

import java.io.Serializable;

/** How long after a record its session ends, if nothing follows. */
@FunctionalInterface
public interface SessionGap<T> extends Serializable {

  /**
   * @return above 0, in ms
   */
  long gapMs(T value) throws Exception;
}
