package io.landfall.runtime.state;

import io.landfall.runtime.serialization.GenericSerializers;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What a backend is told of the subtask whose state it keeps.
 *
 * @param operatorUid for messages, and for names of files that a backend may keep
 * @param range the key groups of this subtask
 * @param keyGroupCount of all subtasks together
 * @param processingTimeMs the clock that time to live is counted by
 */
public record KeyedStateContext(
    String operatorUid,
    KeyGroupRange range,
    int keyGroupCount,
    GenericSerializers serializers,
    LongSupplier processingTimeMs) {

  public KeyedStateContext {
    Objects.requireNonNull(operatorUid, "operatorUid");
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(serializers, "serializers");
    Objects.requireNonNull(processingTimeMs, "processingTimeMs");
  }
}
