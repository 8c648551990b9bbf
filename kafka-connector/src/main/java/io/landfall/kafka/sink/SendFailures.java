package io.landfall.kafka.sink;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Keeps the first failure of a record that was sent, for the thread that sends. */
final class SendFailures implements Callback {

  private final String sink;
  private volatile Exception first;

  SendFailures(String sink) {
    this.sink = sink;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception failed) {
    if (failed != null && first == null) {
      first = failed;
    }
  }

  void check() {
    if (first != null) {
      throw new KafkaException(
          "sink '" + sink + "': a record could not be written: " + first.getMessage(), first);
    }
  }
}
