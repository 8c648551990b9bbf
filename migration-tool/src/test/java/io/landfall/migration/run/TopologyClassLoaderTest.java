package io.landfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.graph.JobHandle;
import io.landfall.migration.JarBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class TopologyClassLoaderTest {

  @TempDir private Path folder;

  @Test
  void prefersStormsClassesToThoseThatTheUserBundles() throws Exception {
    Path storm = jarWithText("storm.jar", "org.apache.storm.Thing", "storm's");
    Path user = jarWithText("user.jar", "org.apache.storm.Thing", "user's");

    assertThat(text(loader(List.of(storm), List.of(user)), "org.apache.storm.Thing"))
        .isEqualTo("storm's");
  }

  @Test
  void takesStormModulesThatTheUserBundlesAndStormClientLacks() throws Exception {
    Path user = jarWithText("user.jar", "org.apache.storm.kafka.spout.KafkaSpout", "bundled");

    assertThat(text(loader(List.of(), List.of(user)), "org.apache.storm.kafka.spout.KafkaSpout"))
        .isEqualTo("bundled");
  }

  @Test
  void givesStormAndTheUserOneLoader() throws Exception {
    Path storm = jarWithText("storm.jar", "org.apache.storm.Thing", "storm's");
    Path user = jarWithText("user.jar", "acme.Bolt", "user's");
    TopologyClassLoader loader = loader(List.of(storm), List.of(user));

    assertThat(loader.loadClass("acme.Bolt").getClassLoader())
        .isSameAs(loader.loadClass("org.apache.storm.Thing").getClassLoader())
        .isSameAs(loader);
  }

  @Test
  void takesTheEngineAndTheLoggingFromTheProcess() throws Exception {
    Path user = jarWithText("user.jar", "org.slf4j.Logger", "bundled");
    TopologyClassLoader loader = loader(List.of(), List.of(user));

    assertThat(loader.loadClass(JobHandle.class.getName())).isSameAs(JobHandle.class);
    assertThat(loader.loadClass("org.slf4j.Logger")).isSameAs(Logger.class);
  }

  @Test
  void hidesTheRestOfTheProcess() throws Exception {
    TopologyClassLoader loader = loader(List.of(), List.of());

    assertThatThrownBy(() -> loader.loadClass("picocli.CommandLine"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(loader.getResource("picocli/CommandLine.class")).isNull();
  }

  @Test
  void showsStormsDefaultsOnceThoughTheUserBundlesThem() throws Exception {
    Path storm = new JarBuilder().resource("defaults.yaml", "a: 1").build(folder.resolve("s.jar"));
    Path user = new JarBuilder().resource("defaults.yaml", "a: 2").build(folder.resolve("u.jar"));
    TopologyClassLoader loader = loader(List.of(storm), List.of(user));

    assertThat(Collections.list(loader.getResources("defaults.yaml")))
        .singleElement()
        .satisfies(url -> assertThat(url.toString()).contains("s.jar"));
    try (InputStream in = loader.getResourceAsStream("defaults.yaml")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a: 1");
    }
  }

  @Test
  void showsOtherResourcesOfTheUserAll() throws Exception {
    Path one = new JarBuilder().resource("conf.yaml", "1").build(folder.resolve("one.jar"));
    Path two = new JarBuilder().resource("conf.yaml", "2").build(folder.resolve("two.jar"));

    assertThat(Collections.list(loader(List.of(), List.of(one, two)).getResources("conf.yaml")))
        .hasSize(2);
  }

  @Test
  void turnsSystemExitIntoAnEndOfItsCaller() throws Exception {
    for (String call :
        List.of(
            "System.exit(3);",
            "Runtime.getRuntime().exit(3);",
            "Runtime.getRuntime().halt(3);",
            "java.util.function.IntConsumer exit = System::exit; exit.accept(3);",
            "java.util.function.IntConsumer exit = Runtime.getRuntime()::halt; exit.accept(3);")) {
      Path user =
          new JarBuilder()
              .source(
                  "acme.Ends",
                  "package acme; public class Ends implements Runnable {"
                      + "public void run() { if (hashCode() == hashCode()) { "
                      + call
                      + " } } }")
              .build(folder.resolve("ends-" + call.hashCode() + ".jar"));
      Runnable ends = make(loader(List.of(), List.of(user)), "acme.Ends", Runnable.class);

      assertThatThrownBy(ends::run)
          .as(call)
          .isInstanceOfSatisfying(
              ExitRequested.class, exit -> assertThat(exit.status()).isEqualTo(3));
    }
  }

  @Test
  void definesPackagesAndWhereClassesComeFrom() throws Exception {
    Path user = jarWithText("user.jar", "acme.Bolt", "user's");
    Class<?> bolt = loader(List.of(), List.of(user)).loadClass("acme.Bolt");

    assertThat(bolt.getPackage().getName()).isEqualTo("acme");
    assertThat(bolt.getProtectionDomain().getCodeSource().getLocation())
        .isEqualTo(user.toUri().toURL());
  }

  private static TopologyClassLoader loader(List<Path> storm, List<Path> user) {
    return new TopologyClassLoader(storm, user, TopologyClassLoaderTest.class.getClassLoader());
  }

  /** A jar with a class that supplies a text. */
  private Path jarWithText(String jar, String className, String text) throws IOException {
    int dot = className.lastIndexOf('.');
    return new JarBuilder()
        .source(
            className,
            String.format(
                "package %s; public class %s implements java.util.function.Supplier<String> {"
                    + " public String get() { return \"%s\"; } }",
                className.substring(0, dot), className.substring(dot + 1), text))
        .build(folder.resolve(jar));
  }

  private static String text(ClassLoader loader, String className) throws Exception {
    return (String) make(loader, className, Supplier.class).get();
  }

  private static <T> T make(ClassLoader loader, String className, Class<T> type)
      throws ReflectiveOperationException {
    return type.cast(loader.loadClass(className).getConstructor().newInstance());
  }
}
