package io.landfall.operators.window;

import io.landfall.api.window.Window;
import java.util.List;

/** What windows hold, and their result. All methods mean the window that was entered last. */
interface WindowContents {

  void add(Object value, long timestampMs) throws Exception;

  /** Emits the result as that of {@code window}; nothing if there is no content. */
  void fire(Window window) throws Exception;

  void clear();

  /** Moves what {@code others} hold behind what {@code into} holds, in their order. */
  void merge(Window into, List<Window> others) throws Exception;
}
