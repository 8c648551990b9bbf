package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.kafka.Topics;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** From Kafka through a keyed count to Kafka. */
final class KafkaJob {

  /** Below what the broker allows, which the sink's default is not. */
  private static final String TRANSACTION_TIMEOUT_MS = "60000";

  private KafkaJob() {}

  static void declare(KafkaWork work, StreamExecutionEnvironment environment) {
    KafkaSource<Long> source =
        KafkaSource.<Long>builder()
            .setBootstrapServers(work.bootstrap())
            .setTopics(work.input())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new KeyReader())
            .build();
    KafkaSink<Tuple2<Long, Long>> sink =
        KafkaSink.<Tuple2<Long, Long>>builder()
            .setBootstrapServers(work.bootstrap())
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(work.output())
            .setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS)
            .setRecordSerializer(new CountWriter(work.output()))
            .build();
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "input", Types.LONG)
        .keyBy(key -> key, Types.LONG)
        .process(new Counter<>())
        .returns(Types.TUPLE(Types.LONG, Types.LONG))
        .sinkTo(sink);
  }

  /** The key is all that is counted; values stop here. */
  private static final class KeyReader implements KafkaRecordDeserializationSchema<Long> {

    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> read, Collector<Long> keys) {
      keys.collect(ByteBuffer.wrap(read.key()).getLong());
    }

    @Override
    public TypeInformation<Long> getProducedType() {
      return Types.LONG;
    }
  }

  private record CountWriter(String topic)
      implements KafkaRecordSerializationSchema<Tuple2<Long, Long>> {

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Tuple2<Long, Long> count, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>(topic, Topics.bytes(count.f0), Topics.bytes(count.f1));
    }
  }
}
