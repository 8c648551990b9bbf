package io.landfall.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for one a {@link JobTest}, and ends its jobs behind the test.
 *
 * <pre>{@code
 * @ExtendWith(LandfallExtension.class)
 * class TotalsTest {
 *   @Test
 *   void sumsUp(JobTest test) throws Exception {
 *     CollectingSink<Long> totals = test.collect();
 *     StreamEnvironment env = test.environment();
 *     Totals.declare(env.fromElements(1L, 2L)).sinkTo(totals);
 *     test.run(env);
 *     assertThat(totals.results()).containsExactly(3L);
 *   }
 * }
 * }</pre>
 */
public final class LandfallExtension implements ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(LandfallExtension.class);

  private record Running(JobTest test, Path folder) {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == JobTest.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Running.class, key -> start(context), Running.class)
        .test();
  }

  private static Running start(ExtensionContext context) {
    try {
      Path folder = Files.createTempDirectory("landfall-test-");
      return new Running(new JobTest(context.getRequiredTestMethod().getName(), folder), folder);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the test", e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    Running running = context.getStore(NAMESPACE).remove(Running.class, Running.class);
    if (running != null) {
      try {
        running.test().end();
      } finally {
        delete(running.folder());
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
