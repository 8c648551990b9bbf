package io.landfall.it.simulation.mutation;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Loads everything anew but the JDK, and puts mutants in, each of which can be switched on by
 * {@link ActiveMutant}. Any thread.
 */
final class MutantClassLoader extends URLClassLoader {

  static {
    ClassLoader.registerAsParallelCapable();
  }

  private final List<Mutant> mutants;
  private final AtomicIntegerArray applied;

  /**
   * @param mutants their positions are their numbers
   */
  MutantClassLoader(List<Mutant> mutants) {
    super(classPath(), ClassLoader.getPlatformClassLoader());
    this.mutants = List.copyOf(mutants);
    this.applied = new AtomicIntegerArray(mutants.size());
  }

  /** All that this class could see: the process's class path, and the loaders above this class. */
  private static URL[] classPath() {
    Set<URL> urls = new LinkedHashSet<>();
    for (ClassLoader loader = MutantClassLoader.class.getClassLoader();
        loader instanceof URLClassLoader above;
        loader = loader.getParent()) {
      urls.addAll(Set.of(above.getURLs()));
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      try {
        urls.add(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException("class path entry " + entry, e);
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** How many places a mutant changes in its class, once that is loaded. */
  int appliedCount(int number) {
    return applied.get(number);
  }

  /**
   * Opens the jar anew. {@link URLClassLoader} would take the one that the whole process shares,
   * and close it with this loader while others read it.
   */
  @Override
  public InputStream getResourceAsStream(String name) {
    URL url = getResource(name);
    if (url == null) {
      return null;
    }
    try {
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      return connection.getInputStream();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    Map<Integer, Mutant> changes = mutantsOf(name);
    if (changes.isEmpty()) {
      return super.findClass(name);
    }
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      // Frames are computed from what else is loaded; the changed class is no part of it.
      byte[] changed =
          new MutatedClass(
                  in.readAllBytes(),
                  changes,
                  applied::incrementAndGet,
                  MutantClassLoader.class.getClassLoader())
              .toByteArray();
      return defineClass(name, changed, 0, changed.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private Map<Integer, Mutant> mutantsOf(String className) {
    Map<Integer, Mutant> found = new TreeMap<>();
    for (int number = 0; number < mutants.size(); number++) {
      if (mutants.get(number).className().equals(className)) {
        found.put(number, mutants.get(number));
      }
    }
    return found;
  }
}
