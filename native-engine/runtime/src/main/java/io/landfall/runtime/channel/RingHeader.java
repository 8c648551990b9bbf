package io.landfall.runtime.channel;

/**
 * Keeps an object's header, which both threads of a ring read, off the lines that either writes:
 * 128 bytes apart, since lines are fetched in pairs.
 */
abstract class RingHeader extends Channel {
  /** Fills the header's last word, where a field of one of the sides would be put instead. */
  int o;

  long o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, o11, o12, o13, o14, o15;
}
