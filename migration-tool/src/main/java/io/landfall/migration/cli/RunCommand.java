package io.landfall.migration.cli;

import io.landfall.api.option.Options;
import io.landfall.migration.run.Installation;
import io.landfall.migration.run.NativeJar;
import io.landfall.migration.run.UserJar;
import io.landfall.migration.run.UserMistake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code landfall run}: native jobs. */
@Command(
    name = "run",
    description = "Runs the main class of a jar of native jobs.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    customSynopsis = "landfall run [OPTIONS] JAR [MAIN] [ARGS...]",
    footer = {
      "",
      "MAIN is needed if the jar's manifest names no Main-Class; given all the same, it is",
      "a class of the jar. Options are what each job starts from; what a job sets itself wins.",
      "",
      "Examples:",
      "  landfall run job.jar",
      "  landfall run --state-dir state job.jar com.acme.Job input.txt"
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private JobSettings settings;

  @Parameters(arity = "0..*", paramLabel = "JAR MAIN ARGS", hidden = true)
  private List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    NativeJar jar = parse();
    Landfall root = (Landfall) spec.root().userObject();
    Logging.configure(settings.verbosity());
    return new JobSession(root.console(), settings.progress(), settings.verbosity() > 0)
        .run(jar::run);
  }

  private NativeJar parse() throws UserMistake {
    if (words.isEmpty()) {
      throw new UserMistake("JAR is missing; call it as: landfall run job.jar [MAIN] [ARGS...]");
    }
    Options options = settings.options();
    UserJar jar = UserJar.open(words.get(0));
    boolean mainGiven = words.size() > 1 && jar.hasClass(words.get(1));
    if (!mainGiven && jar.mainOfManifest() == null) {
      throw new UserMistake(
          words.size() > 1
              ? "no class " + words.get(1) + " in " + words.get(0) + "; name its main class"
              : words.get(0) + " has no Main-Class in its manifest; name the class behind the jar");
    }
    String main = mainGiven ? words.get(1) : jar.mainOfManifest();
    List<String> arguments = words.subList(mainGiven ? 2 : 1, words.size());
    List<Path> others = new ArrayList<>(settings.jars());
    // Last, so that a job that brings its own connector or clients gets those.
    others.addAll(Installation.ofThisProcess().kafkaJars());
    others.addAll(Installation.ofThisProcess().connectorJars());
    return new NativeJar(jar, others, main, arguments, options);
  }
}
