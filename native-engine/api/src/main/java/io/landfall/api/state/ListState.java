package io.landfall.api.state;

import java.util.List;

/** A list for each key, or, as operator state, for each subtask. */
public interface ListState<T> extends State {

  /** Unmodifiable; empty if there is none; valid until the next change. */
  List<T> get();

  void add(T value);

  void addAll(Iterable<? extends T> values);

  /** Replaces the content; an empty list clears. */
  void update(List<? extends T> values);
}
