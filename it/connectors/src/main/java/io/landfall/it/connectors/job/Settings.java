package io.landfall.it.connectors.job;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.MapFunction;
import io.landfall.api.option.JobOptions;
import io.landfall.it.kafka.job.LethalSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What a job is started with: arguments {@code name=value}. */
record Settings(Map<String, String> given) {

  static Settings of(String[] arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      given.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new Settings(given);
  }

  String get(String name) {
    return given.get(name);
  }

  StreamEnvironment environment(String jobName) {
    return StreamEnvironment.create(jobName)
        .parallelism(Integer.parseInt(get("parallelism")))
        .set(JobOptions.STATE_DIR, get("state"))
        .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(50));
  }

  /** The sink, or one that kills the process at {@code killAt=MOMENT:TIMES}; empty for never. */
  <T, C> TwoPhaseSink<T, C> lethal(TwoPhaseSink<T, C> sink) {
    String killAt = get("killAt");
    if (killAt.isEmpty()) {
      return sink;
    }
    String[] parts = killAt.split(":");
    return new LethalSink<>(sink, LethalSink.Moment.valueOf(parts[0]), Integer.parseInt(parts[1]));
  }

  /** Holds each subtask's records up, so that a run takes several checkpoints. */
  static <T> MapFunction<T, T> pace(long nanosPerRecord) {
    return value -> {
      LockSupport.parkNanos(nanosPerRecord);
      return value;
    };
  }
}
