package io.landfall.runtime.state;

import java.util.Objects;

/**
 * Names one section of a snapshot; unique within the file of one subtask.
 *
 * @param name of the state
 * @param keyGroup {@link #NO_KEY_GROUP} for what has none
 */
public record Section(SectionKind kind, String name, int keyGroup) {

  /** The key group of what has none. */
  public static final int NO_KEY_GROUP = -1;

  public Section {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    if (keyGroup < NO_KEY_GROUP || keyGroup >= KeyGroups.MAX_COUNT) {
      throw new IllegalArgumentException("section " + name + ": key group " + keyGroup);
    }
  }

  /** One without a key group. */
  public static Section of(SectionKind kind, String name) {
    return new Section(kind, name, NO_KEY_GROUP);
  }
}
