package io.landfall.kafka.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class RecordsTest {

  record Order(long id, String customer) {}

  private static ConsumerRecord<byte[], byte[]> read(byte[] key, byte[] value) {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("in", 3, 17, key, value);
    record.headers().add("h", new byte[] {1}).add("h", new byte[] {2});
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void readsStringsAndLeavesOutRecordsWithoutAValue() throws Exception {
    RecordDeserializer<String> strings = RecordDeserializer.strings();
    assertThat(strings.deserialize(read(null, utf8("größe")))).isEqualTo("größe");
    assertThat(strings.deserialize(read(null, null))).isNull();
    assertThat(strings.duplicate()).isNotSameAs(strings);
  }

  @Test
  void readsWholeRecordsAlsoTombstones() throws Exception {
    var records = RecordDeserializer.record(StringDeserializer::new, IntegerDeserializer::new);
    KafkaRecord<String, Integer> record = records.deserialize(read(utf8("k"), null));
    assertThat(record.topic()).isEqualTo("in");
    assertThat(record.partition()).isEqualTo(3);
    assertThat(record.offset()).isEqualTo(17);
    assertThat(record.key()).isEqualTo("k");
    assertThat(record.value()).isNull();
    assertThat(record.header("h")).containsExactly(2);
    assertThat(record.header("none")).isNull();
  }

  @Test
  void readsAndWritesJsonAndIgnoresFieldsThatItDoesNotKnow() throws Exception {
    RecordDeserializer<Order> json = JsonRecords.of(Order.class);
    Order order = json.deserialize(read(null, utf8("{\"id\":5,\"customer\":\"a\",\"x\":[]}")));
    assertThat(order).isEqualTo(new Order(5, "a"));
    assertThat(new String(JsonRecords.<Order>bytes().of(order), UTF_8))
        .isEqualTo("{\"id\":5,\"customer\":\"a\"}");
    assertThatThrownBy(() -> json.deserialize(read(null, utf8("{"))));
  }

  @Test
  void readsAndWritesAvroAlsoByANewerSchema() throws Exception {
    Schema old = SchemaBuilder.record("O").fields().requiredLong("id").endRecord();
    Schema now =
        SchemaBuilder.record("O").fields().requiredLong("id").optionalString("note").endRecord();
    GenericRecord written = new GenericRecordBuilder(old).set("id", 9L).build();
    byte[] bytes = AvroRecords.<GenericRecord>bytes().of(written);
    GenericRecord back = AvroRecords.generic(old, now).deserialize(read(null, bytes));
    assertThat(back.get("id")).isEqualTo(9L);
    assertThat(back.get("note")).isNull();
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> AvroRecords.generic(old).deserialize(read(null, longer)))
        .hasMessageContaining("bytes are left behind");
  }

  @Test
  void putsARecordTogether() throws Exception {
    RecordFields<Order> fields =
        RecordFields.<Order>toTopicOf(order -> "orders-" + order.customer())
            .key(Order::id, LongSerializer::new)
            .stringValue(Order::customer)
            .header("v", order -> utf8("1"))
            .headers((order, to) -> to.add("w", utf8("2")))
            .partition(order -> (int) order.id());
    ProducerRecord<byte[], byte[]> record = fields.duplicate().serialize(new Order(1, "eu"), 1_234);
    assertThat(record.topic()).isEqualTo("orders-eu");
    assertThat(record.partition()).isEqualTo(1);
    assertThat(record.timestamp()).isEqualTo(1_234);
    assertThat(record.key()).containsExactly(0, 0, 0, 0, 0, 0, 0, 1);
    assertThat(record.value()).isEqualTo(utf8("eu"));
    assertThat(List.of(record.headers().toArray()))
        .extracting(header -> header.key() + new String(header.value(), UTF_8))
        .containsExactly("v1", "w2");
    assertThat(fields.fixedTopic()).isNull();
  }

  @Test
  void leavesTheTimestampToKafkaWhereThereIsNone() throws Exception {
    RecordFields<String> fields = RecordFields.<String>to("out").stringValue(value -> value);
    assertThat(fields.serialize("a", Long.MIN_VALUE).timestamp()).isNull();
    assertThat(fields.withoutTimestamps().serialize("a", 7).timestamp()).isNull();
    assertThat(fields.fixedTopic()).isEqualTo("out");
    assertThat(fields.serialize("a", 7).key()).isNull();
  }
}
