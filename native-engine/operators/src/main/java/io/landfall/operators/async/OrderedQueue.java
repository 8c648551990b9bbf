package io.landfall.operators.async;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Emits in the order of the input. */
final class OrderedQueue implements InFlightQueue {

  /** {@link Request}s and {@link Mark}s. */
  private final ArrayDeque<Object> entries = new ArrayDeque<>();

  @Override
  public void add(Request request) {
    entries.add(request);
  }

  @Override
  public void add(Mark mark) {
    if (mark.isWatermark() && entries.peekLast() instanceof Mark last && last.isWatermark()) {
      entries.removeLast();
    }
    entries.add(mark);
  }

  @Override
  public void complete(Request request, Exit exit) {
    while (true) {
      Object first = entries.peek();
      if (first instanceof Mark mark) {
        entries.remove();
        exit.emit(mark);
      } else if (first instanceof Request done && done.results != null) {
        entries.remove();
        exit.emit(done);
      } else {
        return;
      }
    }
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public void forEach(Consumer<Request> action) {
    for (Object entry : entries) {
      if (entry instanceof Request request) {
        action.accept(request);
      }
    }
  }
}
