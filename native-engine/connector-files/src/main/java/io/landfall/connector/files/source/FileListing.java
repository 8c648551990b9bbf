package io.landfall.connector.files.source;

import io.landfall.api.connector.Source.InvalidSourceException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files that some paths mean: a file, the files of a folder, or those that fit a glob. What is
 * hidden or temporary by its name, or in such a folder, is left out, unless the file itself was
 * named. Immutable.
 *
 * @param paths as given: files, folders, or globs
 * @param recursive whether folders stand for the files of the folders in them, too
 * @param ignoredPrefixes of names that are left out
 */
public record FileListing(
    List<String> paths, boolean recursive, Set<String> ignoredPrefixes, FileOrder order) {

  /** Each file once, in order. */
  public List<FoundFile> list() throws IOException {
    TreeMap<Path, FoundFile> found = new TreeMap<>();
    for (String each : paths) {
      if (Glob.isGlob(each)) {
        Glob glob = Glob.of(each);
        walk(glob.folder(), Integer.MAX_VALUE, glob::fits, found);
      } else {
        walk(absolute(each), recursive ? Integer.MAX_VALUE : 1, path -> true, found);
      }
    }
    List<FoundFile> files = new ArrayList<>(found.values());
    files.sort(order.comparator());
    return files;
  }

  private void walk(Path start, int depth, PathMatcher fits, TreeMap<Path, FoundFile> found)
      throws IOException {
    Files.walkFileTree(
        start,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(start) || !isIgnored(folder)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean named = file.equals(start);
            if (attributes.isRegularFile() && (named || !isIgnored(file)) && fits.matches(file)) {
              found.put(
                  file,
                  new FoundFile(file, attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            // Taken away while the folder was being listed, which whoever uses it may do.
            if (e instanceof NoSuchFileException && !file.equals(start)) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }

  private boolean isIgnored(Path path) {
    String name = path.getFileName().toString();
    return ignoredPrefixes.stream().anyMatch(name::startsWith);
  }

  /**
   * Refuses what means nothing that can be read.
   *
   * @param filesMayCome whether there may be none yet
   */
  public void validate(boolean filesMayCome) throws InvalidSourceException {
    for (String each : paths) {
      Path start = Glob.isGlob(each) ? Glob.of(each).folder() : absolute(each);
      if (!Files.exists(start)) {
        throw new InvalidSourceException(
            start + " does not exist; give an existing file or folder");
      }
      if (!Files.isReadable(start)) {
        throw new InvalidSourceException(start + " cannot be read; check its permissions");
      }
    }
    try {
      if (!filesMayCome && list().isEmpty() && paths.stream().allMatch(Glob::isGlob)) {
        throw new InvalidSourceException(
            "no file fits " + String.join(", ", paths) + "; correct the pattern");
      }
    } catch (IOException e) {
      throw new InvalidSourceException(
          String.join(", ", paths) + " cannot be listed: " + e.getMessage());
    }
  }

  static Path absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize();
  }
}
