package io.landfall.api.graph;

import java.util.Objects;

/**
 * A stream from one operator to another.
 *
 * @param from id of the emitting operator
 * @param output which of its outputs: null for the main one, else the id of a side output
 * @param to id of the receiving operator
 * @param input ordinal of the input at the receiver, from 0; a union is several edges to one
 *     ordinal
 * @param feedback true for an edge that closes a cycle: its channels can grow, and barriers are not
 *     aligned over it; what is in flight on it is part of the checkpoint
 */
public record LogicalEdge(
    int from, String output, int to, int input, Partitioning partitioning, boolean feedback) {

  public LogicalEdge {
    Objects.requireNonNull(partitioning, "partitioning");
    if (input < 0) {
      throw new IllegalArgumentException(
          "edge " + from + " to " + to + ": input " + input + " < 0");
    }
  }
}
