package io.landfall.kafka.source;

import io.landfall.api.function.OutputTag;
import java.util.Objects;

/** What becomes of a record that the deserializer does not take. All of them are counted. */
public sealed interface UndecodablePolicy {

  /** The job fails, naming the record; it fails again when it starts again. */
  static UndecodablePolicy fail() {
    return new Fail();
  }

  /** Left out, and handed to a side output: exactly once, as any record. */
  static UndecodablePolicy sideOutput(OutputTag<UndecodableRecord> tag) {
    return new SideOutput(Objects.requireNonNull(tag, "tag"));
  }

  /**
   * Left out, and written to a topic, with headers that say where it was from and what was wrong;
   * there at least once, since a job that starts again writes it again.
   */
  static UndecodablePolicy deadLetterTopic(String topic) {
    return new DeadLetterTopic(Objects.requireNonNull(topic, "topic"));
  }

  /** {@link #fail}. */
  record Fail() implements UndecodablePolicy {}

  /** {@link #sideOutput}. */
  record SideOutput(OutputTag<UndecodableRecord> tag) implements UndecodablePolicy {}

  /** {@link #deadLetterTopic}. */
  record DeadLetterTopic(String topic) implements UndecodablePolicy {}
}
