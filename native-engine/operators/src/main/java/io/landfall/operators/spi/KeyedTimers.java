package io.landfall.operators.spi;

/**
 * Timers of the current key, each with a namespace (a window, say). State: de-duplicated, part of
 * checkpoints; event timers fire in timestamp order.
 */
public interface KeyedTimers {

  /** The namespace of those who need none. */
  Object NO_NAMESPACE = "";

  /**
   * @param namespace with value equality and hash; serializable by the generic serializer
   */
  void registerEventTimer(Object namespace, long timestampMs);

  void registerProcessingTimer(Object namespace, long timestampMs);

  void deleteEventTimer(Object namespace, long timestampMs);

  void deleteProcessingTimer(Object namespace, long timestampMs);
}
