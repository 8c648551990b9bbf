package io.landfall.kafka.sink;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names transactions {@code prefix-subtask-n}, and tells whose a name is. Immutable. */
final class TransactionalIds {

  private final String prefix;
  private final Pattern ours;

  TransactionalIds(String prefix) {
    this.prefix = prefix;
    // As many digits as an int surely holds.
    this.ours = Pattern.compile(Pattern.quote(prefix) + "-(\\d{1,9})-(\\d{1,9})");
  }

  /** For a sink whose user gave no prefix: the same in every run, another one for each sink. */
  static String defaultPrefix(String jobName, String operatorUid) {
    return "landfall-" + jobName + "-" + operatorUid;
  }

  String prefix() {
    return prefix;
  }

  String name(int subtask, int number) {
    return prefix + "-" + subtask + "-" + number;
  }

  /** The subtask that used the name; empty if it is another sink's. */
  OptionalInt subtaskOf(String transactionalId) {
    Matcher matcher = ours.matcher(transactionalId);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** Who takes care of a name now that there are {@code parallelism} subtasks. */
  boolean isOwnedBy(String transactionalId, int subtask, int parallelism) {
    OptionalInt user = subtaskOf(transactionalId);
    return user.isPresent() && user.getAsInt() % parallelism == subtask;
  }
}
