package io.landfall.migration.cli;

import io.landfall.api.option.Options;
import io.landfall.migration.run.Installation;
import io.landfall.migration.run.StormJar;
import io.landfall.migration.run.UserJar;
import io.landfall.migration.run.UserMistake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code landfall storm jar}: Storm's main in, exactly once out. */
@Command(
    name = "jar",
    description = "Runs the main class of a Storm jar; the topologies that it submits run here.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    customSynopsis = "landfall storm jar [OPTIONS] JAR MAIN [ARGS...]",
    footer = {
      "",
      "Options stand before JAR; what stands behind MAIN is the topology's own,",
      "except -c KEY=VALUE, which is taken anywhere, as storm jar does.",
      "",
      "Examples:",
      "  landfall storm jar app.jar com.acme.Topology input.txt",
      "  landfall storm jar --state-dir state --until-idle 5s app.jar com.acme.Topology",
      "  landfall storm jar app.jar com.acme.Topology -c topology.debug=true"
    })
final class StormJarCommand implements Callable<Integer> {

  @picocli.CommandLine.Spec private picocli.CommandLine.Model.CommandSpec spec;

  @Mixin private JobSettings settings;

  @Mixin private StormSettings stormSettings;

  @picocli.CommandLine.Option(
      names = {
        "--artifacts",
        "--artifactRepositories",
        "--mavenLocalRepositoryDirectory",
        "--proxyUrl",
        "--proxyUsername",
        "--proxyPassword",
        "--storm-server-classpath"
      },
      arity = "0..1",
      hidden = true,
      description = "Options of storm jar's that have no meaning here.")
  private String ofAClusterOnly;

  @Parameters(arity = "0..*", paramLabel = "JAR MAIN ARGS", hidden = true)
  private List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    StormConf stormConf = stormSettings.conf();
    StormJar jar = parse(stormConf.addAll(words), stormConf);
    Landfall root = (Landfall) spec.root().userObject();
    Logging.configure(settings.verbosity());
    JobSession session =
        new JobSession(root.console(), settings.progress(), settings.verbosity() > 0);
    return session.run(onStart -> jar.run(Installation.ofThisProcess(), onStart));
  }

  private StormJar parse(List<String> rest, StormConf stormConf) throws UserMistake {
    if (spec.commandLine().getParseResult().hasMatchedOption("--artifacts")) {
      throw new UserMistake(
          "--artifacts is not supported: download the jars and name them with --jars a.jar,b.jar");
    }
    if (rest.size() < 2) {
      throw new UserMistake(
          (rest.isEmpty() ? "JAR and MAIN are" : "MAIN is")
              + " missing; call it as: landfall storm jar app.jar com.acme.Topology [ARGS...]");
    }
    String main = rest.get(1);
    if (main.startsWith("-")) {
      throw new UserMistake(
          "found " + main + " where the main class belongs; options stand before JAR");
    }
    Options options = settings.options();
    String guarantee = stormSettings.guarantee();
    Duration untilIdle = stormSettings.untilIdle();
    Integer servePort = stormSettings.servePort();
    return new StormJar(
        UserJar.open(rest.get(0)),
        settings.jars(),
        main,
        rest.subList(2, rest.size()),
        options,
        guarantee,
        stormConf.values(),
        untilIdle,
        servePort);
  }
}
