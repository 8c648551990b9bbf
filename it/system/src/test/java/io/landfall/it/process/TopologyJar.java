package io.landfall.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The topologies of {@code src/test/topologies}, compiled as a Storm developer would: against
 * storm-client and what it needs, nothing else.
 */
public final class TopologyJar {

  private static Path built;

  /** The jar with all of them; built once. */
  public static synchronized Path get() throws IOException {
    if (built == null) {
      Path folder = Files.createDirectories(Dist.root().resolve("it/system/target/topologies"));
      Path classes = Files.createTempDirectory(folder, "classes");
      compile(Dist.root().resolve("it/system/src/test/topologies"), classes);
      built = jar(classes, folder.resolve("topologies.jar"));
    }
    return built;
  }

  private static void compile(Path sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String classPath =
        Dist.stormJars().stream().map(Path::toString).collect(Collectors.joining(":"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(sources)) {
      List<Path> java = all.filter(file -> file.toString().endsWith(".java")).toList();
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(java);
      List<String> options =
          List.of("-cp", classPath, "-d", classes.toString(), "--release", "17", "-proc:none");
      assertThat(compiler.getTask(null, files, null, options, null, units).call())
          .as("compiling %s", sources)
          .isTrue();
    }
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private TopologyJar() {}
}
