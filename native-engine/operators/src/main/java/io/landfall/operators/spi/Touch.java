package io.landfall.operators.spi;

/**
 * Loads objects before they are needed: where many are looked at one right after the other, the
 * processor fetches them at the same time.
 */
public final class Touch {

  private Touch() {}

  /**
   * Loads the header of an object, and the one of a string's characters.
   *
   * @param object null for none
   * @return of no meaning; but if nobody used it, the compiler would load nothing
   */
  public static int object(Object object) {
    return object instanceof String text ? text.length() : 0;
  }
}
