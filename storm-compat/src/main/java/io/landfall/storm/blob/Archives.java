package io.landfall.storm.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks what Storm does: {@code .zip} and {@code .jar} here, {@code .tar}, {@code .tar.gz} and
 * {@code .tgz} by the system's tar, as Storm. Anything else is left packed, as by Storm.
 */
final class Archives {

  private Archives() {}

  /**
   * @param name of the archive
   * @param target a new folder; a file if there is nothing to unpack
   */
  static void unpack(String name, byte[] archive, Path target) throws IOException {
    String kind = name.toLowerCase(Locale.ROOT);
    if (kind.endsWith(".zip") || kind.endsWith(".jar")) {
      unzip(name, archive, target);
    } else if (kind.endsWith(".tar.gz") || kind.endsWith(".tgz")) {
      untar(name, archive, target, "-xzf");
    } else if (kind.endsWith(".tar")) {
      untar(name, archive, target, "-xf");
    } else {
      Files.write(target, archive);
    }
  }

  private static void unzip(String name, byte[] archive, Path target) throws IOException {
    Files.createDirectory(target);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      ZipEntry entry;
      while ((entry = zip.getNextEntry()) != null) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException(
              name + " has an entry that leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  // Members that lead out of the folder are refused by tar itself.
  private static void untar(String name, byte[] archive, Path target, String how)
      throws IOException {
    Files.createDirectory(target);
    Path packed = Files.write(target.resolveSibling(target.getFileName() + ".packed"), archive);
    try {
      Process tar =
          new ProcessBuilder(List.of("tar", how, packed.toString(), "-C", target.toString()))
              .redirectErrorStream(true)
              .start();
      String said;
      try (InputStream output = tar.getInputStream()) {
        said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      }
      if (tar.waitFor() != 0) {
        throw new IOException("tar cannot unpack " + name + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unpacking " + name, e);
    } finally {
      Files.delete(packed);
    }
  }
}
