package io.landfall.storm.capture;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is captured of a component.
 *
 * @param captured names of the fields that checkpoints hold
 * @param left names of the others, and why
 * @param besideResource whether one of those left is a connection or the like, which may hold what
 *     the captured ones seem to
 * @param openedAfresh for a spout: why none is captured although it has fields; null otherwise
 */
public record CapturePlan(
    String component,
    List<String> captured,
    List<Left> left,
    boolean besideResource,
    String openedAfresh) {

  /** A field that is left to {@code open} or {@code prepare}. */
  public record Left(String field, String why) {
    @Override
    public String toString() {
      return field + " (" + why + ")";
    }
  }

  public CapturePlan {
    captured = List.copyOf(captured);
    left = List.copyOf(left);
  }

  /** One line for the log. */
  @Override
  public String toString() {
    String others =
        left.isEmpty()
            ? ""
            : "; left to open or prepare: "
                + left.stream().map(Left::toString).collect(Collectors.joining(", "));
    if (openedAfresh != null) {
      return "component '"
          + component
          + "': opened afresh after a failure, since "
          + openedAfresh
          + "; messages that a checkpoint covers are recognised by their ids"
          + others;
    }
    return "component '"
        + component
        + "': captured fields: "
        + (captured.isEmpty() ? "none" : String.join(", ", captured))
        + others;
  }
}
