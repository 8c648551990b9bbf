package io.landfall.migration.cli;

import io.landfall.migration.run.Installation;
import io.landfall.migration.run.StormJar;
import io.landfall.migration.run.UserJar;
import io.landfall.migration.run.UserMistake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code landfall storm flux}: a topology that a YAML file describes. */
@Command(
    name = "flux",
    description = "Runs a topology that a YAML file describes, by Storm's Flux.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    customSynopsis = "landfall storm flux [OPTIONS] FILE [FLUX OPTIONS...]",
    footer = {
      "",
      "Options stand before FILE; what stands behind it is for Flux, such as",
      "--filter, --env-filter, --inactive. The file's classes come from --jar and --jars.",
      "",
      "Examples:",
      "  landfall storm flux --jar app.jar topology.yaml",
      "  landfall storm flux --jar app.jar --state-dir state topology.yaml --filter dev.properties"
    })
final class StormFluxCommand implements Callable<Integer> {

  private static final String FLUX = "org.apache.storm.flux.Flux";

  @picocli.CommandLine.Spec private picocli.CommandLine.Model.CommandSpec spec;

  @Mixin private JobSettings settings;

  @Mixin private StormSettings stormSettings;

  @picocli.CommandLine.Option(
      names = "--jar",
      paramLabel = "JAR",
      description = "The jar with the spouts and bolts that the file names.")
  private String jar;

  @Parameters(arity = "0..*", paramLabel = "FILE FLUX-OPTIONS", hidden = true)
  private List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    StormConf conf = stormSettings.conf();
    List<String> rest = conf.addAll(words);
    if (rest.isEmpty()) {
      throw new UserMistake(
          "FILE is missing; call it as: landfall storm flux --jar app.jar topology.yaml");
    }
    if (!Files.isReadable(Path.of(rest.get(0)))) {
      throw new UserMistake("no such file: " + rest.get(0) + "; correct the path");
    }
    StormJar flux = flux(rest, conf);
    Landfall root = (Landfall) spec.root().userObject();
    Logging.configure(settings.verbosity());
    JobSession session =
        new JobSession(root.console(), settings.progress(), settings.verbosity() > 0);
    return session.run(onStart -> flux.run(Installation.ofThisProcess(), onStart));
  }

  private StormJar flux(List<String> fluxArguments, StormConf conf) throws UserMistake {
    Path fluxJar = Installation.ofThisProcess().fluxJar();
    List<Path> extra = new ArrayList<>(settings.jars());
    if (jar != null) {
      // Behind the user's: a jar that brings a Flux of its own keeps it.
      extra.add(fluxJar);
    }
    List<String> arguments = new ArrayList<>(List.of("--remote"));
    arguments.addAll(fluxArguments);
    return new StormJar(
        UserJar.open(jar == null ? fluxJar.toString() : jar),
        extra,
        FLUX,
        arguments,
        settings.options(),
        stormSettings.guarantee(),
        conf.values(),
        stormSettings.untilIdle(),
        stormSettings.servePort());
  }
}
