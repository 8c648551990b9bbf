package io.landfall.kafka.source;

import io.landfall.api.connector.SourceReader.RecordOutput;
import io.landfall.api.function.Counter;
import io.landfall.kafka.serde.KafkaRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;

/** Does what the policy says. Task thread only. */
final class UndecodableHandler implements AutoCloseable {

  private final UndecodablePolicy policy;
  private final Counter count;
  private final DeadLetters deadLetters;

  UndecodableHandler(SourceConfig<?> config, Counter count) {
    this.policy = config.undecodable();
    this.count = count;
    this.deadLetters =
        policy instanceof UndecodablePolicy.DeadLetterTopic topic
            ? new DeadLetters(config.client(), topic.topic())
            : null;
  }

  void handle(ConsumerRecord<byte[], byte[]> record, Exception error, RecordOutput<?> output)
      throws Exception {
    count.add(1);
    if (policy instanceof UndecodablePolicy.SideOutput side) {
      output.emitTo(side.tag(), copy(record, error), record.timestamp());
    } else if (deadLetters != null) {
      deadLetters.send(record, error);
    } else {
      throw new SerializationException(
          "cannot decode the record at "
              + record.topic()
              + "-"
              + record.partition()
              + ", offset "
              + record.offset()
              + ": "
              + error
              + "; correct the deserializer, or let the source skip such records:"
              + " undecodable(UndecodablePolicy.sideOutput(...)) or deadLetterTopic(...)",
          error);
    }
  }

  /** All records handled so far are where they belong. */
  void flush() throws Exception {
    if (deadLetters != null) {
      deadLetters.flush();
    }
  }

  @Override
  public void close() {
    if (deadLetters != null) {
      deadLetters.close();
    }
  }

  private static UndecodableRecord copy(ConsumerRecord<byte[], byte[]> record, Exception error) {
    List<KafkaRecord.Header> headers = new ArrayList<>();
    for (Header each : record.headers()) {
      headers.add(new KafkaRecord.Header(each.key(), each.value()));
    }
    return new UndecodableRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        headers,
        record.key(),
        record.value(),
        error.toString());
  }
}
