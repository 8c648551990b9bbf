package io.landfall.operators.async;

import java.util.function.Consumer;

/** Records and marks in the order in which they came, until they are emitted. */
interface InFlightQueue {

  /** Where what has its turn goes. */
  interface Exit {
    void emit(Request request);

    void emit(Mark mark);
  }

  void add(Request request);

  /** Not if it is empty. */
  void add(Mark mark);

  /** The request has its results: emits what has its turn now. */
  void complete(Request request, Exit exit);

  /** True if there are neither records nor marks. */
  boolean isEmpty();

  /** In the order in which they came, as far as that matters. */
  void forEach(Consumer<Request> action);
}
