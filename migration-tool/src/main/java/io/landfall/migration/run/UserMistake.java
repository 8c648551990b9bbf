package io.landfall.migration.run;

/** Something that only the user can put right. The message is one line: what, where, what to do. */
public final class UserMistake extends Exception {

  private static final long serialVersionUID = 1L;

  public UserMistake(String message) {
    super(message.replaceAll("\\s*\\R\\s*", " "));
  }
}
