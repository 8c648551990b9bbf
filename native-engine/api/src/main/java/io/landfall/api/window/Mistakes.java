package io.landfall.api.window;

import java.util.Optional;

/** Words for settings that make no sense; what follows the operator's name. */
final class Mistakes {

  static Optional<String> notPositive(String what, String setting, long ms) {
    return when(
        ms <= 0, what + ": " + setting + " " + ms + " ms is not positive; give 1 ms or more");
  }

  static Optional<String> notPositiveCount(String what, String setting, long count) {
    return when(
        count <= 0, what + ": " + setting + " " + count + " is not positive; give 1 or more");
  }

  static Optional<String> negative(String what, long ms) {
    return when(ms < 0, what + " " + ms + " ms is negative; give 0 or more");
  }

  static Optional<String> longer(String what, String setting, long ms, long sizeMs) {
    return when(
        ms > sizeMs,
        what
            + ": "
            + setting
            + " "
            + ms
            + " ms is longer than the size "
            + sizeMs
            + " ms, so that records between two windows would be lost; make it shorter, or swap"
            + " the two");
  }

  static Optional<String> notWhole(String what, long sizeMs, long stepMs) {
    return when(
        sizeMs % stepMs != 0,
        what
            + ": size "
            + sizeMs
            + " ms is not a whole number of steps of "
            + stepMs
            + " ms; choose a step that divides it");
  }

  static Optional<String> offset(String what, long offsetMs, String setting, long ms) {
    // Not by abs: it fails for the smallest of all.
    return when(
        offsetMs >= ms || offsetMs <= -ms,
        what
            + ": offset "
            + offsetMs
            + " ms is not shorter than the "
            + setting
            + " "
            + ms
            + " ms; take off whole multiples");
  }

  static Optional<String> when(boolean wrong, String words) {
    return wrong ? Optional.of(words) : Optional.empty();
  }

  private Mistakes() {}
}
