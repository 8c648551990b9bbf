package io.landfall.api;

import io.landfall.api.graph.JobHandle;
import io.landfall.api.option.Options;
import java.util.function.Consumer;

/**
 * Settings that every {@link StreamEnvironment} created in this process starts from; what a program
 * sets itself wins. Meant for whoever starts other people's programs. Any thread.
 */
public final class StreamDefaults {

  private static volatile Options options = Options.DEFAULTS;
  private static volatile Consumer<JobHandle> listener = job -> {};

  public static void set(Options defaults) {
    options = defaults;
  }

  public static Options get() {
    return options;
  }

  /** Has {@code listener} told of each job that is started from now on, before it is waited for. */
  public static void onStart(Consumer<JobHandle> listener) {
    StreamDefaults.listener = listener;
  }

  static void started(JobHandle job) {
    listener.accept(job);
  }

  private StreamDefaults() {}
}
