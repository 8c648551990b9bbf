package io.landfall.it.benchmarks.landfall;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.Collector;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.LongState;
import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.kafka.Topics;
import io.landfall.kafka.sink.KafkaSink;
import io.landfall.kafka.source.KafkaSource;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** From Kafka through a keyed count to Kafka. */
final class KafkaJob {

  private KafkaJob() {}

  static void declare(KafkaWork work, StreamEnvironment env) {
    KafkaSource<Long> source =
        KafkaSource.<Long>builder()
            .bootstrapServers(work.bootstrap())
            .topics(work.input())
            // The key is all that is counted; values stop here.
            .deserializer(record -> ByteBuffer.wrap(record.key()).getLong())
            .build();
    String output = work.output();
    KafkaSink<KeyCount> sink =
        KafkaSink.<KeyCount>builder()
            .bootstrapServers(work.bootstrap())
            .transactionalIdPrefix(output)
            .record(
                (each, timestampMs) ->
                    new ProducerRecord<>(
                        output, Topics.bytes(each.key()), Topics.bytes(each.count())))
            .build();
    env.from(source).keyBy(key -> key).process(new CountKeys()).sinkTo(sink);
  }

  /** A key with how often it has come. */
  record KeyCount(long key, long count) {}

  /** Keeps how often each key has come. */
  private static final class CountKeys implements ProcessFunction<Long, KeyCount> {
    private static final long serialVersionUID = 1L;
    private transient LongState count;

    @Override
    public void open(RuntimeContext context) {
      count = context.longState("count");
    }

    @Override
    public void process(Long key, Context context, Collector<KeyCount> out) {
      out.collect(new KeyCount(key, count.add(1)));
    }
  }
}
