package io.landfall.it.storm.published;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads the reports of a test run. Needs nothing but a JDK: {@code java PassedTests.java target}.
 */
public final class PassedTests {

  /** The folders of the runs with Storm's own guarantee. */
  static final String AT_LEAST_ONCE = "surefire-reports{,-long}";

  static final String EXACTLY_ONCE = "surefire-reports-exactly-once{,-long}";

  private PassedTests() {}

  /** Prints the names of all that passed, and how many there are. */
  public static void main(String[] args) throws Exception {
    SortedSet<String> passed = in(Path.of(args[0]), AT_LEAST_ONCE);
    passed.forEach(test -> System.out.println("passed  " + test));
    SortedSet<String> exactly = in(Path.of(args[0]), EXACTLY_ONCE);
    exactly.forEach(test -> System.out.println("passed exactly-once  " + test));
    System.out.println(
        passed.size() + " of Storm's own tests passed, " + exactly.size() + " exactly-once");
  }

  /**
   * @param target the build folder
   * @param runs the folders of the runs in it, as a glob
   * @return class and method, with the number of the run in brackets where there are several
   */
  static SortedSet<String> in(Path target, String runs) throws Exception {
    SortedSet<String> passed = new TreeSet<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(target, runs)) {
      for (Path folder : folders) {
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(folder, "TEST-*.xml")) {
          for (Path report : reports) {
            read(report, passed);
          }
        }
      }
    }
    return passed;
  }

  private static void read(Path report, SortedSet<String> passed) throws Exception {
    NodeList cases =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      if (isPassed(test)) {
        passed.add(test.getAttribute("classname") + '.' + test.getAttribute("name"));
      }
    }
  }

  private static boolean isPassed(Element test) {
    return test.getElementsByTagName("failure").getLength() == 0
        && test.getElementsByTagName("error").getLength() == 0
        && test.getElementsByTagName("skipped").getLength() == 0;
  }
}
