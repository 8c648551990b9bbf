package io.landfall.runtime.state;

/** Has nothing but numbers, and can change. */
final class Flat {

  byte sign = 7;
  int number;

  Flat() {}

  Flat(int number) {
    this.number = number;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Flat flat && flat.number == number && flat.sign == sign;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return "flat " + number;
  }
}
