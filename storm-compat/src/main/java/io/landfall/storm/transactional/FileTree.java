package io.landfall.storm.transactional;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder a node, its data in a file there: written beside it, forced to disk and renamed, so that
 * a crash leaves the old data or the new.
 */
final class FileTree implements NodeTree {

  /** No node has such a name: a node's folder starts with another character. */
  private static final String DATA = "data";

  private static final String FOLDER_PREFIX = "n-";

  private final Path root;

  FileTree(Path root) {
    this.root = root;
  }

  @Override
  public synchronized void set(String path, byte[] data) {
    Path folder = folder(path);
    Path written = folder.resolve(DATA + ".new");
    try {
      Files.createDirectories(folder);
      try (FileChannel file =
          FileChannel.open(
              written,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(data);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      Files.move(
          written,
          folder.resolve(DATA),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      forceNames(folder);
    } catch (IOException e) {
      throw failed("write", path, e);
    }
  }

  private static void forceNames(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  @Override
  public synchronized byte[] get(String path) {
    try {
      return Files.readAllBytes(folder(path).resolve(DATA));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw failed("read", path, e);
    }
  }

  @Override
  public synchronized void make(String path) {
    try {
      Files.createDirectories(folder(path));
    } catch (IOException e) {
      throw failed("make", path, e);
    }
  }

  @Override
  public synchronized void delete(String path) {
    Path folder = folder(path);
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw failed("delete", path, e);
    }
  }

  @Override
  public synchronized List<String> children(String path) {
    Path folder = folder(path);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(FOLDER_PREFIX))
          .forEach(name -> names.add(decoded(name)));
    } catch (IOException e) {
      throw failed("list", path, e);
    }
    Collections.sort(names);
    return names;
  }

  private Path folder(String path) {
    Path folder = root;
    for (String name : path.split("/")) {
      if (!name.isEmpty()) {
        folder = folder.resolve(FOLDER_PREFIX + URLEncoder.encode(name, StandardCharsets.UTF_8));
      }
    }
    return folder;
  }

  private static String decoded(String folderName) {
    return URLDecoder.decode(folderName.substring(FOLDER_PREFIX.length()), StandardCharsets.UTF_8);
  }

  private UncheckedIOException failed(String what, String path, IOException cause) {
    return new UncheckedIOException(
        "cannot " + what + " Trident's state '" + path + "' in " + root, cause);
  }
}
