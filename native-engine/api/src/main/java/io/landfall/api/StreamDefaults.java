package io.landfall.api;

import io.landfall.api.option.Options;

/**
 * Settings that every {@link StreamEnvironment} created in this process starts from; what a program
 * sets itself wins. Meant for whoever starts other people's programs. Any thread.
 */
public final class StreamDefaults {

  private static volatile Options options = Options.DEFAULTS;

  public static void set(Options defaults) {
    options = defaults;
  }

  public static Options get() {
    return options;
  }

  private StreamDefaults() {}
}
