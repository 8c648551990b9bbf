package io.landfall.it.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one broker, which starts for the first and ends after the last of all classes. */
final class SharedCluster implements ParameterResolver {

  private record Started(Cluster cluster, Path folder) implements AutoCloseable {

    static Started now() {
      try {
        Path folder = Files.createTempDirectory("landfall-it-broker-");
        return new Started(Cluster.start(folder), folder);
      } catch (Exception e) {
        throw new IllegalStateException("no broker for these tests", e);
      }
    }

    @Override
    public void close() throws Exception {
      cluster.close();
      try (Stream<Path> walk = Files.walk(folder)) {
        List<Path> children = walk.sorted(Comparator.reverseOrder()).toList();
        for (Path child : children) {
          Files.deleteIfExists(child);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Cluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedCluster.class))
        .getOrComputeIfAbsent(Started.class, key -> Started.now(), Started.class)
        .cluster();
  }
}
