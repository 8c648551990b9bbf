package io.landfall.migration.run;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A jar that the user named, checked. */
public final class UserJar {

  private final Path path;
  private final String mainOfManifest;
  private final Set<String> classes;

  private UserJar(Path path, String mainOfManifest, Set<String> classes) {
    this.path = path;
    this.mainOfManifest = mainOfManifest;
    this.classes = classes;
  }

  /**
   * @throws UserMistake if there is no such file, or it is not a jar
   */
  public static UserJar open(String name) throws UserMistake {
    Path path = Path.of(name).toAbsolutePath();
    if (!Files.exists(path)) {
      throw new UserMistake("no such jar: " + name + "; build it first, or correct the path");
    }
    if (!Files.isRegularFile(path)) {
      throw new UserMistake(name + " is not a file; name the jar itself");
    }
    try (JarFile jar = new JarFile(path.toFile(), false)) {
      Manifest manifest = jar.getManifest();
      String main =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      Set<String> classes =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(entry -> entry.endsWith(".class") && !entry.startsWith("META-INF/"))
              .map(entry -> entry.substring(0, entry.length() - 6).replace('/', '.'))
              .collect(Collectors.toSet());
      return new UserJar(path, main, classes);
    } catch (IOException e) {
      throw new UserMistake(
          name + " is not a jar, or is damaged (" + e.getMessage() + "); build it again");
    }
  }

  public Path path() {
    return path;
  }

  /** The main class that the manifest names; null if it names none. */
  public String mainOfManifest() {
    return mainOfManifest;
  }

  public boolean hasClass(String className) {
    return classes.contains(className);
  }

  /**
   * The main method of a class, loaded but not initialised.
   *
   * @throws UserMistake if there is no such class, or it has no main
   */
  public Method main(String className, ClassLoader loader) throws UserMistake {
    Class<?> type;
    try {
      type = Class.forName(className, false, loader);
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      throw notLoaded(className, e);
    } catch (LinkageError e) {
      throw new UserMistake("class " + className + " cannot be loaded: " + e);
    }
    try {
      Method main = type.getMethod("main", String[].class);
      if (!Modifier.isStatic(main.getModifiers()) || main.getReturnType() != void.class) {
        throw noMain(className);
      }
      // The class itself need not be public, as with java's own launcher.
      main.setAccessible(true);
      return main;
    } catch (NoSuchMethodException e) {
      throw noMain(className);
    } catch (LinkageError e) {
      throw new UserMistake(
          "class " + className + " cannot be linked: " + e + "; add the missing jar with --jars");
    }
  }

  private UserMistake notLoaded(String className, Throwable cause) {
    if (classes.contains(className)) {
      return new UserMistake(
          "class " + className + " needs " + cause.getMessage() + "; add its jar with --jars");
    }
    String wanted = className.substring(className.lastIndexOf('.') + 1);
    String hint =
        classes.stream()
            .filter(c -> c.substring(c.lastIndexOf('.') + 1).equalsIgnoreCase(wanted))
            .findFirst()
            .map(c -> "; did you mean " + c + "?")
            .orElse("; check the name, with its package");
    return new UserMistake("no class " + className + " in " + path.getFileName() + hint);
  }

  private static UserMistake noMain(String className) {
    return new UserMistake(
        "class "
            + className
            + " has no 'public static void main(String[] args)'; name the class that submits");
  }
}
