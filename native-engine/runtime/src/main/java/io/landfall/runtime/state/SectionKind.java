package io.landfall.runtime.state;

/** What a section of a snapshot holds. Stored by name, so constants may be added, not renamed. */
public enum SectionKind {
  /** One keyed state, one key group. */
  KEYED_STATE,
  /**
   * What has changed in one keyed state, one key group, since its sections in the layers beneath.
   */
  KEYED_STATE_CHANGES,
  /** All of these of one keyed state, one key group, as they came, since nobody asked for them. */
  KEYED_STATE_PIECES,
  /** Timers of one key group; the section's name says of which time. */
  TIMERS,
  /** One list of operator state, without a key group. */
  OPERATOR_STATE,
  /** Records that were under way to the operator, without a key group. */
  IN_FLIGHT
}
