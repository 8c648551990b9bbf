package io.landfall.storm.kafka;

/** A component has something that its exact counterpart has not; the message is one sentence. */
final class NotSwappable extends Exception {

  private static final long serialVersionUID = 1L;

  NotSwappable(String message) {
    super(message);
  }
}
