package io.landfall.it.simulation.storm;

import java.io.Serializable;

/** What a spout calls a message; equal by value. */
record MessageId(int spout, int task, long number) implements Serializable {

  long item() {
    return Items.of(spout, task, number);
  }

  @Override
  public String toString() {
    return spout + "." + task + "." + number;
  }
}
