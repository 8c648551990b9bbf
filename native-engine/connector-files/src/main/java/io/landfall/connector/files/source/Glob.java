package io.landfall.connector.files.source;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.Pattern;

/**
 * A pattern for files, as {@link java.nio.file.FileSystem#getPathMatcher} has them, only that a
 * folder named {@code **} also stands for no folder at all.
 *
 * @param folder the deepest one that all matches are in
 * @param relative for paths from that folder on
 */
record Glob(Path folder, PathMatcher relative) {

  private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");

  /** False for a path that exists as it is. */
  static boolean isGlob(String path) {
    return SPECIAL.matcher(path).find() && !Files.exists(Path.of(path));
  }

  static Glob of(String pattern) {
    Path path = Path.of(pattern);
    Path folder = path.isAbsolute() ? path.getRoot() : Path.of("");
    int first = 0;
    while (!SPECIAL.matcher(path.getName(first).toString()).find()) {
      folder = folder.resolve(path.getName(first));
      first++;
    }
    StringBuilder relative = new StringBuilder("glob:");
    for (int i = first; i < path.getNameCount(); i++) {
      String name = path.getName(i).toString();
      boolean last = i == path.getNameCount() - 1;
      relative.append(name.equals("**") && !last ? "{**/,}" : last ? name : name + "/");
    }
    return new Glob(
        FileListing.absolute(folder.toString()),
        FileSystems.getDefault().getPathMatcher(relative.toString()));
  }

  boolean fits(Path file) {
    return relative.matches(folder.relativize(file));
  }
}
