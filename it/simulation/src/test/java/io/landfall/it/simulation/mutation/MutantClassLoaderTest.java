package io.landfall.it.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutantClassLoaderTest {

  private static final String IN_A_JAR = "defaults.yaml";

  @Test
  void closesNothingThatAnotherOneReads() throws Exception {
    Mutant mutant = Mutants.all().get(0);
    try (MutantClassLoader reading = new MutantClassLoader(List.of(mutant))) {
      URL url = reading.getResource(IN_A_JAR);
      assertThat(url).hasProtocol("jar");
      try (InputStream in = url.openStream()) {
        int first = in.read();
        try (MutantClassLoader other = new MutantClassLoader(List.of(mutant));
            InputStream same = other.getResourceAsStream(IN_A_JAR)) {
          assertThat(same.read()).isEqualTo(first);
        }

        assertThat(in.readAllBytes()).isNotEmpty();
      }
    }
  }
}
