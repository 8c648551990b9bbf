package io.landfall.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tables of features say is shown by a test is shown by one. */
class FeatureTablesTest {

  private static final Path ROOT = Path.of("..", "..");

  /** A test in backticks: a class, one of its methods, or another method of the class before. */
  private static final Pattern TEST =
      Pattern.compile(
          "`(?:([A-Z]\\w*(?:Test|Properties|Contract|Simulation|IT))(?:\\.([a-z]\\w*))?|\\.([a-z]\\w*))`");

  private static Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(ROOT)) {
      files =
          all.filter(file -> file.toString().contains("/src/test/java/"))
              .filter(file -> file.toString().endsWith(".java"))
              .toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".java", "");
      sources.merge(name, Files.readString(file), String::concat);
    }
    return sources;
  }

  private static String lastCell(String row) {
    String[] cells = row.split("\\|");
    return cells[cells.length - 1];
  }

  @ParameterizedTest
  @CsvSource({
    "native-engine/api/DATASTREAM.md, 50",
    "native-engine/api/WINDOWS.md, 30",
    "native-engine/testkit/TESTING.md, 5"
  })
  void eachTestThatIsNamedExists(String document, int atLeast) throws IOException {
    Map<String, String> sources = testSources();
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (String row : Files.readAllLines(ROOT.resolve(document))) {
      String type = null;
      Matcher named = TEST.matcher(row.startsWith("|") ? lastCell(row) : "");
      while (named.find()) {
        type = named.group(1) == null ? type : named.group(1);
        String method = named.group(2) == null ? named.group(3) : named.group(2);
        String source = sources.get(type);
        if (source == null || method != null && !source.contains("void " + method + "(")) {
          missing.add(named.group());
        }
        found++;
      }
    }

    assertThat(missing).isEmpty();
    assertThat(found).as("tests named").isGreaterThanOrEqualTo(atLeast);
  }

  @ParameterizedTest
  @CsvSource("native-engine/api/DATASTREAM.md")
  void everyFeatureNamesATestOrAnotherPage(String document) throws IOException {
    List<String> without =
        Files.readAllLines(ROOT.resolve(document)).stream()
            .filter(row -> row.startsWith("| ") && !row.startsWith("| ---"))
            .filter(row -> !row.endsWith("| test |"))
            .filter(row -> !TEST.matcher(lastCell(row)).find() && !row.contains(".md)"))
            .toList();

    assertThat(without).isEmpty();
  }
}
