package io.landfall.migration.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Manifest;

/**
 * One topology's classes: Landfall's Storm side, then Storm, then the user's jars, in one flat
 * loader, as Storm has them on one class path. Flat, because storm-client looks up user classes in
 * the loader that loaded it; one for each topology, because it keeps much in statics. From the
 * process come only the JDK, the engine, and the logging API, so that all logs end in one place.
 *
 * <p>Calls that would end the process are rewritten on the way in, see {@link ExitTrap}. Any
 * thread.
 */
public final class TopologyClassLoader extends URLClassLoader {

  static {
    ClassLoader.registerAsParallelCapable();
  }

  private static final List<String> FROM_PROCESS =
      List.of(
          "io.landfall.api.",
          "io.landfall.operators.",
          "io.landfall.runtime.",
          "io.landfall.migration.run.Exit",
          "org.slf4j.");

  private static final List<String> FROM_JDK =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.w3c.dom.", "org.xml.sax.");

  /** Storm refuses to start if it finds its defaults twice, as with a jar that bundles Storm. */
  private static final String STORM_DEFAULTS = "defaults.yaml";

  private static final String OUR_SERVICES = "META-INF/services/io.landfall.";

  private final ClassLoader process;

  /**
   * @param stormJars Landfall's Storm side and Storm itself; they win over the user's
   * @param userJars the user's jar, and what was given beside it
   * @param process has the engine
   */
  public TopologyClassLoader(List<Path> stormJars, List<Path> userJars, ClassLoader process) {
    super("topology", urls(stormJars, userJars), ClassLoader.getPlatformClassLoader());
    this.process = process;
  }

  private static URL[] urls(List<Path> stormJars, List<Path> userJars) {
    List<URL> urls = new ArrayList<>();
    try {
      for (Path jar : stormJars) {
        urls.add(jar.toUri().toURL());
      }
      for (Path jar : userJars) {
        urls.add(jar.toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
    return urls.toArray(URL[]::new);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found == null) {
        found = find(name);
      }
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  private Class<?> find(String name) throws ClassNotFoundException {
    if (startsWithAny(name, FROM_PROCESS)) {
      return process.loadClass(name);
    }
    if (startsWithAny(name, FROM_JDK)) {
      try {
        return getParent().loadClass(name);
      } catch (ClassNotFoundException notOfTheJdk) {
        return findClass(name);
      }
    }
    try {
      return findClass(name);
    } catch (ClassNotFoundException notInTheJars) {
      return getParent().loadClass(name);
    }
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL url = super.findResource(name.replace('.', '/').concat(".class"));
    if (url == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      URLConnection connection = url.openConnection();
      byte[] classFile;
      try (InputStream in = connection.getInputStream()) {
        classFile = ExitRewriter.rewrite(in.readAllBytes());
      }
      if (name.equals(SwallowedFailures.CLASS)) {
        classFile = SwallowedFailures.throwOn(classFile);
      }
      return define(name, classFile, connection);
    } catch (IOException e) {
      throw new ClassNotFoundException(name + ": cannot read " + url, e);
    }
  }

  private Class<?> define(String name, byte[] classFile, URLConnection connection)
      throws IOException {
    URL origin = connection.getURL();
    Manifest manifest = null;
    if (connection instanceof JarURLConnection jar) {
      origin = jar.getJarFileURL();
      manifest = jar.getManifest();
    }
    int dot = name.lastIndexOf('.');
    if (dot > 0) {
      definePackageOnce(name.substring(0, dot), manifest, origin);
    }
    CodeSource source = new CodeSource(origin, (Certificate[]) null);
    return defineClass(
        name, classFile, 0, classFile.length, new ProtectionDomain(source, null, this, null));
  }

  private void definePackageOnce(String name, Manifest manifest, URL origin) {
    if (getDefinedPackage(name) != null) {
      return;
    }
    try {
      // Unsealed always: Storm's packages are completed by ours, and fat jars split many others.
      if (manifest == null) {
        definePackage(name, null, null, null, null, null, null, null);
      } else {
        definePackage(name, unsealed(manifest), origin);
      }
    } catch (IllegalArgumentException definedByAnotherThread) {
      assert getDefinedPackage(name) != null : name;
    }
  }

  private static Manifest unsealed(Manifest manifest) {
    Manifest copy = new Manifest(manifest);
    copy.getMainAttributes().remove(java.util.jar.Attributes.Name.SEALED);
    copy.getEntries().clear();
    return copy;
  }

  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    if (name.startsWith(OUR_SERVICES)) {
      List<URL> both = Collections.list(super.findResources(name));
      both.addAll(Collections.list(process.getResources(name)));
      return Collections.enumeration(both);
    }
    if (name.equals(STORM_DEFAULTS)) {
      // The first is Storm's own: its jars stand before the user's.
      URL storms = super.findResource(name);
      return storms == null
          ? Collections.emptyEnumeration()
          : Collections.enumeration(List.of(storms));
    }
    return super.findResources(name);
  }
}
