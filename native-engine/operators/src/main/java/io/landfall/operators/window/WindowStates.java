package io.landfall.operators.window;

import io.landfall.api.function.StateAccess;
import io.landfall.api.window.Window;
import io.landfall.operators.spi.OperatorContext;

/** Which window's state the handles mean, and the names of the parts of that state. */
final class WindowStates {

  private final OperatorContext context;
  private final StateAccess namespaced;
  private Window current;

  WindowStates(OperatorContext context) {
    this.context = context;
    this.namespaced = context.namespacedStates();
  }

  /** Makes {@code window} the one that all handles mean. */
  void enter(Window window) {
    // The engine looks entries up anew whenever it is told, even of the same one.
    if (window != current) {
      context.setCurrentNamespace(window);
      current = window;
    }
  }

  /** What windows hold. */
  StateAccess contents() {
    return namespaced;
  }

  StateAccess ofTrigger() {
    return new PrefixedStates("trigger/", namespaced);
  }

  StateAccess ofFunction() {
    return new PrefixedStates("window/", namespaced);
  }
}
