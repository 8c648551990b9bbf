package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.workload.RunSpec;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** A process that says what a system would, or does what none should. */
public final class FakeSystem {

  private FakeSystem() {}

  static Launch launch() {
    String classPath = System.getProperty("java.class.path");
    // Over the heap of a real run, which is touched beforehand and takes seconds for that.
    return root ->
        List.of(
            "-XX:-AlwaysPreTouch",
            "-Xms16m",
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            FakeSystem.class.getName());
  }

  static Variant variant(String name, String... extras) {
    return new Variant(name, name, launch(), List.of(extras), false, "made up");
  }

  public static void main(String[] args) throws InterruptedException {
    RunSpec spec = RunSpec.parse(args);
    System.out.println("something else on standard output");
    switch (spec.text("does", "")) {
      case "fails" -> {
        System.err.println("the cause");
        System.err.println("  at some line");
        System.exit(1);
      }
      case "hangs" -> new CountDownLatch(1).await();
      case "says nothing" -> System.exit(0);
      case "says rubbish" -> {
        System.out.println("RESULT {perSecond");
        System.exit(0);
      }
      case "is over at once" ->
          System.out.println("RESULT {\"perSecond\": 60.2e6, \"seconds\": 0.0125}");
      default -> System.out.println("RESULT " + figures(spec));
    }
  }

  private static String figures(RunSpec spec) {
    String extra = spec.extra().containsKey("spawnedAtMs") ? "" : "not told when it started";
    return String.format(
        Locale.ROOT,
        "{\"work\": \"%s\", \"records\": %d, \"perSecond\": %d, \"cpuNs\": 50.5, \"cores\": 1.9,"
            + " \"allocatedBytes\": 0.25, \"outputs\": %d, \"checksum\": \"%s\"%s}",
        spec.work(),
        spec.records(),
        spec.number("speed", 1_000_000),
        spec.records(),
        spec.text("checksum", "abc"),
        extra);
  }

  /** A broker that stops, as it should, when its standard input ends. */
  public static final class FakeBroker {

    private FakeBroker() {}

    static Launch launch() {
      return root ->
          List.of("-cp", System.getProperty("java.class.path"), FakeBroker.class.getName());
    }

    public static void main(String[] args) throws Exception {
      System.out.println("starting");
      System.out.println("BOOTSTRAP localhost:1234");
      System.in.readAllBytes();
    }
  }
}
