package io.landfall.it.benchmarks.jet;

import static com.hazelcast.function.Functions.wholeItem;

import com.hazelcast.jet.accumulator.LongAccumulator;
import com.hazelcast.jet.kafka.KafkaSinks;
import com.hazelcast.jet.kafka.KafkaSources;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.StreamSource;
import io.landfall.it.benchmarks.kafka.KafkaWork;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;

/** From Kafka through a keyed count to Kafka. */
final class KafkaPipeline {

  private KafkaPipeline() {}

  static Pipeline of(KafkaWork work, int parallelism) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .readFrom(input(work))
        .withoutTimestamps()
        .setLocalParallelism(KafkaWork.PARTITIONS)
        .groupingKey(wholeItem())
        .mapStateful(LongAccumulator::new, KafkaPipeline::count)
        .setLocalParallelism(parallelism)
        .writeTo(output(work))
        .setLocalParallelism(parallelism);
    return pipeline;
  }

  /** The key is all that is counted; values stop here. */
  private static StreamSource<Long> input(KafkaWork work) {
    Properties consumer = new Properties();
    consumer.setProperty("bootstrap.servers", work.bootstrap());
    consumer.setProperty("key.deserializer", LongDeserializer.class.getName());
    consumer.setProperty("value.deserializer", ByteArrayDeserializer.class.getName());
    consumer.setProperty("auto.offset.reset", "earliest");
    return KafkaSources.<Long, byte[], Long>kafka(consumer, ConsumerRecord::key, work.input());
  }

  private static KeyCount<Long> count(LongAccumulator count, Long key, Long same) {
    return new KeyCount<>(key, count.add(1).get());
  }

  private static Sink<KeyCount<Long>> output(KafkaWork work) {
    Properties producer = new Properties();
    producer.setProperty("bootstrap.servers", work.bootstrap());
    producer.setProperty("key.serializer", LongSerializer.class.getName());
    producer.setProperty("value.serializer", LongSerializer.class.getName());
    producer.setProperty("linger.ms", "5");
    return KafkaSinks.<KeyCount<Long>>kafka(producer)
        .topic(work.output())
        .extractKeyFn(KeyCount::key)
        .extractValueFn(KeyCount::count)
        .exactlyOnce(true)
        .build();
  }
}
