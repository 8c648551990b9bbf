package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.ListState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** One list of operator state. Task thread only. */
final class OperatorListState<T> implements ListState<T> {

  private final Serializer<T> serializer;
  private final List<T> elements = new ArrayList<>();
  private final List<T> view = Collections.unmodifiableList(elements);

  OperatorListState(Serializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  public List<T> get() {
    return view;
  }

  @Override
  public void add(T value) {
    elements.add(Objects.requireNonNull(value, "value"));
  }

  @Override
  public void addAll(Iterable<? extends T> values) {
    values.forEach(this::add);
  }

  @Override
  public void update(List<? extends T> values) {
    // The argument may be what get() returned.
    List<T> copy = List.copyOf(values);
    elements.clear();
    elements.addAll(copy);
  }

  @Override
  public void clear() {
    elements.clear();
  }

  void decode(List<byte[]> encoded) throws IOException {
    for (byte[] each : encoded) {
      elements.add(serializer.read(new DataInputStream(new ByteArrayInputStream(each))));
    }
  }

  List<byte[]> encode() throws IOException {
    List<byte[]> encoded = new ArrayList<>(elements.size());
    for (T element : elements) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      serializer.write(element, new DataOutputStream(bytes));
      encoded.add(bytes.toByteArray());
    }
    return encoded;
  }
}
