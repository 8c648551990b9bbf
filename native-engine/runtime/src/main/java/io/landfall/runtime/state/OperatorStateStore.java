package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.ListState;
import io.landfall.operators.spi.OperatorState;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.IOException;
import java.util.List;

/** The state without a key of one subtask of one operator. Task thread only. */
public final class OperatorStateStore implements OperatorState {

  public OperatorStateStore(
      String operatorUid, int subtaskIndex, int parallelism, GenericSerializers serializers) {}

  @Override
  public <T> ListState<T> splitList(String name, Serializer<T> serializer) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public <T> ListState<T> unionList(String name, Serializer<T> serializer) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public <T> ListState<T> indexedList(String name, Serializer<T> serializer) {
    throw new UnsupportedOperationException(name);
  }

  @Override
  public <T> ListState<T> broadcastList(String name, Serializer<T> serializer) {
    throw new UnsupportedOperationException(name);
  }

  /** Serializes everything now, since it is small; the result shares nothing with this. */
  public StateSnapshot snapshot() throws IOException {
    return StateSnapshot.EMPTY;
  }

  /**
   * Call once, before handles are made or after.
   *
   * @param oldSubtasks what every old subtask of this operator wrote, by its index
   * @throws IllegalStateException if the parallelism has changed and there is indexed state
   */
  public void restore(List<? extends RestoredSections> oldSubtasks) throws IOException {}
}
