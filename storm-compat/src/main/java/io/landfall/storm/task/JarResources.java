package io.landfall.storm.task;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Copies the {@code resources} folders on a class path, in jars and outside, into one: where two
 * have a file of the same name, the first one's counts.
 */
final class JarResources {

  static final String FOLDER = "resources";

  private JarResources() {}

  static void copyTo(Path target, ClassLoader loader) throws IOException {
    for (URL url : Collections.list(loader.getResources(FOLDER))) {
      if (url.getProtocol().equals("file")) {
        copyFolder(folder(url), target);
      } else if (url.openConnection() instanceof JarURLConnection connection) {
        copyJar(connection.getJarFileURL(), target);
      }
    }
  }

  private static Path folder(URL url) throws IOException {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IOException("not a folder: " + url, e);
    }
  }

  private static void copyFolder(Path from, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path copy = target.resolve(from.relativize(file).toString());
        if (!Files.exists(copy)) {
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  // Opened by itself, since one that is shared by all users of the URL must not be closed.
  private static void copyJar(URL jarUrl, Path target) throws IOException {
    try (JarFile jar = new JarFile(Path.of(URI.create(jarUrl.toString())).toFile())) {
      String prefix = FOLDER + '/';
      Iterator<JarEntry> entries = jar.entries().asIterator();
      while (entries.hasNext()) {
        JarEntry entry = entries.next();
        if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
          copyEntry(jar, entry, target, target.resolve(entry.getName().substring(prefix.length())));
        }
      }
    }
  }

  private static void copyEntry(JarFile jar, JarEntry entry, Path target, Path copy)
      throws IOException {
    if (!copy.normalize().startsWith(target)) {
      throw new IOException(
          jar.getName() + " has an entry that leads out of its folder: " + entry.getName());
    }
    if (!Files.exists(copy)) {
      Files.createDirectories(copy.getParent());
      try (InputStream content = jar.getInputStream(entry)) {
        Files.copy(content, copy);
      }
    }
  }
}
