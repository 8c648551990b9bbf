package io.landfall.storm.launch;

import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.option.Options;
import io.landfall.storm.conf.Guarantee;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What {@code landfall storm jar} asks for.
 *
 * @param mainClass with a static {@code main}
 * @param conf put over the topology's own configuration
 * @param untilIdleMs stop a topology that had nothing to do for so long; null for never
 * @param onSubmit told each job as it starts
 * @param jar for messages; may be null
 * @param servePort where Storm's clients are answered; null for nowhere
 */
record LaunchRequest(
    String mainClass,
    String[] args,
    Options options,
    Guarantee guarantee,
    Map<String, Object> conf,
    Long untilIdleMs,
    Consumer<JobHandle> onSubmit,
    String jar,
    Integer servePort) {

  @SuppressWarnings("unchecked")
  static LaunchRequest of(Map<String, Object> request) throws JobRefusedException {
    String main = (String) request.get("main");
    if (main == null) {
      throw new JobRefusedException("no main class given");
    }
    return new LaunchRequest(
        main,
        (String[]) request.getOrDefault("args", new String[0]),
        (Options) request.getOrDefault("options", Options.DEFAULTS),
        guarantee((String) request.get("guarantee")),
        (Map<String, Object>) request.getOrDefault("conf", Map.of()),
        (Long) request.get("untilIdleMs"),
        (Consumer<JobHandle>) request.getOrDefault("onSubmit", (Consumer<JobHandle>) h -> {}),
        (String) request.get("jar"),
        (Integer) request.get("servePort"));
  }

  private static Guarantee guarantee(String name) throws JobRefusedException {
    if (name == null) {
      return Guarantee.EXACTLY_ONCE;
    }
    try {
      return Guarantee.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new JobRefusedException(
          "guarantee: found '" + name + "', expected exactly-once or at-least-once");
    }
  }
}
