package io.landfall.kafka.client;

/** The cluster cannot be used as asked; the message is one line that says what to do. */
public final class KafkaRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  public KafkaRefusal(String message) {
    super(message);
  }

  public KafkaRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
