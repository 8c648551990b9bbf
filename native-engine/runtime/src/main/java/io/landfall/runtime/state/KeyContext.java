package io.landfall.runtime.state;

/** Which key state handles and timers refer to. Task thread only. */
public interface KeyContext {

  /**
   * @param key null for none
   * @param keyGroup that of {@code key}, within the range of this subtask; ignored if there is none
   */
  void setCurrentKey(Object key, int keyGroup);

  /** Null if there is none. */
  Object currentKey();

  /** The key group of the current key. */
  int currentKeyGroup();
}
