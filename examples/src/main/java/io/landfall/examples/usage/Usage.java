package io.landfall.examples.usage;

/** How an example is started. */
public final class Usage {

  private static final int USER_MISTAKE = 2;

  private Usage() {}

  /**
   * Ends the process, with exit code 2 and a sentence, if there are too few arguments.
   *
   * @param operands what the arguments are, a word each
   */
  public static void check(Class<?> example, String[] args, String... operands) {
    if (args.length < operands.length) {
      System.err.println(
          "usage: landfall run examples.jar "
              + example.getName()
              + " "
              + String.join(" ", operands));
      System.exit(USER_MISTAKE);
    }
  }
}
