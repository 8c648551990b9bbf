package io.landfall.it.storm.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of what of Storm runs here: each row names tests, and these exist. */
class CompatibilityTableIT {

  private static final Path ROOT = Path.of("..", "..");
  private static final int ROWS = 45;

  /** A test in backticks: a class, one of its methods, or another method of the class before. */
  private static final Pattern TEST =
      Pattern.compile("`([A-Z]\\w*)?(?:\\.([a-z]\\w*))?`|(all 32)|(`TestingTest` \\(both\\))");

  @Test
  void eachRowNamesTestsThatExist() throws IOException {
    String published = resource("/published-tests.txt");
    Map<String, String> sources = testSources();
    List<String> wrong = new ArrayList<>();
    List<String> rows = rowsShownByTests();
    for (String row : rows) {
      Matcher named = TEST.matcher(row.substring(row.lastIndexOf('|') + 1));
      String type = null;
      int found = 0;
      while (named.find()) {
        found++;
        type = named.group(1) == null ? type : named.group(1);
        if (named.group(3) == null
            && named.group(4) == null
            && !exists(type, named.group(2), sources, published)) {
          wrong.add(named.group() + " in: " + row);
        }
      }
      if (found == 0) {
        wrong.add("no test in: " + row);
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(ROWS);
  }

  private static boolean exists(
      String type, String method, Map<String, String> sources, String published) {
    String source = sources.getOrDefault(type, "");
    boolean isOurs = method == null ? !source.isEmpty() : source.contains("void " + method + "(");
    return isOurs || published.contains("." + type + "." + (method == null ? "" : method));
  }

  /** The last cell of each is what it is shown by; all before is in front of it. */
  private static List<String> rowsShownByTests() throws IOException {
    List<String> rows = new ArrayList<>();
    boolean isShown = false;
    for (String line : Files.readAllLines(ROOT.resolve("storm-compat/COMPATIBILITY.md"))) {
      if (!line.startsWith("| ")) {
        isShown = false;
      } else if (line.endsWith("| shown by |")) {
        isShown = true;
      } else if (isShown && !line.startsWith("| ---")) {
        rows.add(line.substring(0, line.length() - 1).strip());
      }
    }
    return rows;
  }

  private static Map<String, String> testSources() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(ROOT)) {
      files =
          all.filter(file -> file.toString().contains("/src/test/java/"))
              .filter(file -> file.toString().endsWith(".java"))
              .toList();
    }
    Map<String, String> sources = new HashMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".java", "");
      sources.merge(name, Files.readString(file), String::concat);
    }
    return sources;
  }

  private static String resource(String name) throws IOException {
    try (InputStream content = CompatibilityTableIT.class.getResourceAsStream(name)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
