package io.landfall.storm.launch;

import io.landfall.api.graph.Engine;
import java.util.Iterator;
import java.util.ServiceLoader;

/** Finds the engine. */
public final class Engines {

  private Engines() {}

  /** The first on the class path, looked for beside the API first, then beside the topology. */
  public static Engine find() {
    for (ClassLoader loader :
        new ClassLoader[] {Engine.class.getClassLoader(), Engines.class.getClassLoader()}) {
      Iterator<Engine> engines = ServiceLoader.load(Engine.class, loader).iterator();
      if (engines.hasNext()) {
        return engines.next();
      }
    }
    throw new IllegalStateException(
        "no engine on the class path; add io.landfall:runtime to the dependencies");
  }
}
