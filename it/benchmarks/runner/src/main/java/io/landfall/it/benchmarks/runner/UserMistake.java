package io.landfall.it.benchmarks.runner;

/** Something in the call, or around it, that the user can put right. One sentence. */
final class UserMistake extends Exception {

  private static final long serialVersionUID = 1L;

  UserMistake(String message) {
    super(message);
  }
}
