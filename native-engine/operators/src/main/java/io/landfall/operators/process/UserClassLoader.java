package io.landfall.operators.process;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Finds the class loader of user code that hides behind ready-made functions of ours. */
public final class UserClassLoader extends ObjectOutputStream {

  private static final ClassLoader OURS = UserClassLoader.class.getClassLoader();

  private ClassLoader found = OURS;

  private UserClassLoader() throws IOException {
    super(OutputStream.nullOutputStream());
  }

  /** The loader of the first class of {@code functions} that is not ours; ours if all are. */
  public static ClassLoader of(Object functions) throws IOException {
    try (UserClassLoader out = new UserClassLoader()) {
      out.writeObject(functions);
      return out.found;
    }
  }

  @Override
  protected void annotateClass(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    // The platform's own are found by all.
    if (found == OURS && loader != null && loader != ClassLoader.getPlatformClassLoader()) {
      found = loader;
    }
  }
}
