package io.landfall.it.benchmarks.workload;

import java.io.Serializable;

/**
 * What {@link Work#W7} and {@link Work#W8} keep for each key: about a hundred bytes, as many
 * applications do. Not changed but replaced, so that a system may keep it by reference.
 */
public class Profile implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int NAME_LENGTH = 64;

  public String name;
  public long count;
  public long lastIndex;

  public Profile() {}

  public Profile(String name, long count, long lastIndex) {
    this.name = name;
    this.count = count;
    this.lastIndex = lastIndex;
  }

  /** The profile after an event; {@code before} is null for the key's first one. */
  public static Profile after(Profile before, Event event) {
    return before == null
        ? new Profile(nameOf(event.key), 1, event.value)
        : new Profile(before.name, before.count + 1, event.value);
  }

  private static String nameOf(long key) {
    StringBuilder name = new StringBuilder(NAME_LENGTH);
    long random = key;
    while (name.length() < NAME_LENGTH) {
      random = Mix.of(random);
      name.append(Long.toHexString(random | Long.MIN_VALUE));
    }
    name.setLength(NAME_LENGTH);
    return name.toString();
  }
}
