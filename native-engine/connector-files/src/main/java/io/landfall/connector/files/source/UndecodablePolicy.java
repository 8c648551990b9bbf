package io.landfall.connector.files.source;

import io.landfall.api.function.OutputTag;
import java.util.Objects;

/** What becomes of a record that is too long or that the format does not take. All are counted. */
public sealed interface UndecodablePolicy {

  /** Takes undecodable records; shared by all subtasks, so several threads may call it at once. */
  @FunctionalInterface
  interface Handler {

    /**
     * At least once for each record: again when the job has been restored to before it.
     *
     * @throws Exception fails the job
     */
    void handle(UndecodableRecord record) throws Exception;
  }

  /** The job fails, naming the record; it fails again when it starts again. */
  static UndecodablePolicy fail() {
    return new Fail();
  }

  /** Left out; the counter {@code undecodable} tells how many there were. */
  static UndecodablePolicy skip() {
    return new Skip();
  }

  /** Left out, and handed to a function. */
  static UndecodablePolicy handle(Handler handler) {
    return new Handle(Objects.requireNonNull(handler, "handler"));
  }

  /** Left out, and handed to a side output: exactly once, as any record. */
  static UndecodablePolicy sideOutput(OutputTag<UndecodableRecord> tag) {
    return new SideOutput(Objects.requireNonNull(tag, "tag"));
  }

  /** {@link #fail}. */
  record Fail() implements UndecodablePolicy {}

  /** {@link #skip}. */
  record Skip() implements UndecodablePolicy {}

  /** {@link #handle}. */
  record Handle(Handler handler) implements UndecodablePolicy {}

  /** {@link #sideOutput}. */
  record SideOutput(OutputTag<UndecodableRecord> tag) implements UndecodablePolicy {}
}
