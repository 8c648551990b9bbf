package io.landfall.storm.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Gives a thread the name of the executor that has it for the moment.
 *
 * <p>{@link Thread#setName} tells the operating system as well. That is a system call at each
 * change of executors that share a thread, while loggers and thread dumps look at Java's field
 * only. So where the JVM lets us, by {@code --add-opens java.base/java.lang=ALL-UNNAMED}, with
 * which {@code landfall} starts it, only the field is set; {@code top -H} then goes on to show the
 * name that the thread was started with.
 */
final class ThreadNames {

  /** Null if the JVM does not let us. */
  static final VarHandle FIELD = findField();

  private ThreadNames() {}

  private static VarHandle findField() {
    try {
      return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
          .findVarHandle(Thread.class, "name", String.class);
    } catch (ReflectiveOperationException notOpen) {
      return null;
    }
  }

  /** The current thread is called {@code name} from now on. */
  static void give(Thread current, String name) {
    give(FIELD, current, name);
  }

  static void give(VarHandle field, Thread current, String name) {
    if (field != null) {
      field.setRelease(current, name);
    } else {
      current.setName(name);
    }
  }
}
