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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Loads everything anew but the JDK, one class of it changed. Any thread. */
final class MutantClassLoader extends URLClassLoader {

  static {
    ClassLoader.registerAsParallelCapable();
  }

  private final Mutant mutant;
  private final AtomicInteger applied = new AtomicInteger();

  MutantClassLoader(Mutant mutant) {
    super(classPath(), ClassLoader.getPlatformClassLoader());
    this.mutant = mutant;
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

  /** How many places were changed in the class, once it is loaded. */
  int appliedCount() {
    return applied.get();
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
    if (!name.equals(mutant.className())) {
      return super.findClass(name);
    }
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] changed = change(in.readAllBytes());
      return defineClass(name, changed, 0, changed.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] change(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS) {
          @Override
          protected ClassLoader getClassLoader() {
            // Frames are computed from what else is loaded; the changed class itself is no part of
            // it.
            return MutantClassLoader.class.getClassLoader();
          }
        };
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
            return mutant.changes(name)
                ? mutant.change().on(out, descriptor, applied::incrementAndGet)
                : out;
          }
        },
        ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
