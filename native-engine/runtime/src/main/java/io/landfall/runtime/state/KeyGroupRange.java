package io.landfall.runtime.state;

/**
 * The key groups of one subtask, both ends included; {@code last < first} for none.
 *
 * @param first 0 or more
 * @param last at least {@code first - 1}
 */
public record KeyGroupRange(int first, int last) {

  public KeyGroupRange {
    if (first < 0 || last < first - 1) {
      throw new IllegalArgumentException("key groups " + first + " to " + last + " are no range");
    }
  }

  public int size() {
    return last - first + 1;
  }

  public boolean contains(int keyGroup) {
    return keyGroup >= first && keyGroup <= last;
  }
}
