package io.landfall.kafka.serde;

import java.io.ByteArrayOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Avro values in Avro's plain binary form, with the schema known to both sides. For a schema
 * registry give its own (de)serializer to {@link RecordDeserializer#value} and {@link
 * RecordFields#value}. The job has to bring Avro.
 */
public final class AvroRecords {

  /**
   * Generic records.
   *
   * @param writer the schema that values were written with
   * @param reader the schema that the job wants, which Avro resolves the other to
   */
  public static RecordDeserializer<GenericRecord> generic(Schema writer, Schema reader) {
    return new Reading<>(writer, reader, GenericData.get());
  }

  public static RecordDeserializer<GenericRecord> generic(Schema schema) {
    return generic(schema, schema);
  }

  /** Records of a class that Avro generated. */
  public static <T extends SpecificRecord> RecordDeserializer<T> specific(
      Schema writer, Class<T> type) {
    SpecificData model = SpecificData.getForClass(type);
    return new Reading<>(writer, model.getSchema(type), model);
  }

  /** What is written for a record, by the schema that it has itself; null for null. */
  public static <T extends IndexedRecord> RecordFields.Bytes<T> bytes() {
    return new Writing<>();
  }

  /** Keeps the last schema's writer; writers keep nothing between calls. Any thread. */
  private static final class Writing<T extends IndexedRecord> implements RecordFields.Bytes<T> {

    private record OfSchema<T>(Schema schema, DatumWriter<T> writer) {}

    private volatile OfSchema<T> last = new OfSchema<>(null, null);

    @Override
    public byte[] of(T record) throws Exception {
      if (record == null) {
        return null;
      }
      OfSchema<T> used = last;
      if (used.schema() != record.getSchema()) {
        used = new OfSchema<>(record.getSchema(), writerFor(record));
        last = used;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      used.writer().write(record, encoder);
      encoder.flush();
      return out.toByteArray();
    }

    @SuppressWarnings("unchecked")
    private static <T extends IndexedRecord> DatumWriter<T> writerFor(T record) {
      return record instanceof SpecificRecord
          ? (DatumWriter<T>)
              SpecificData.getForClass(record.getClass()).createDatumWriter(record.getSchema())
          : new GenericDatumWriter<>(record.getSchema());
    }
  }

  /** Reads with a decoder of its own, so it belongs to one thread. */
  private static final class Reading<T> implements RecordDeserializer<T> {
    private final Schema writer;
    private final Schema reader;
    private final GenericData model;
    private final DatumReader<T> datums;
    private BinaryDecoder decoder;

    @SuppressWarnings("unchecked")
    Reading(Schema writer, Schema reader, GenericData model) {
      this.writer = writer;
      this.reader = reader;
      this.model = model;
      this.datums =
          model instanceof SpecificData
              ? (DatumReader<T>) model.createDatumReader(writer, reader)
              : new GenericDatumReader<>(writer, reader, model);
    }

    @Override
    public T deserialize(ConsumerRecord<byte[], byte[]> record) throws Exception {
      if (record.value() == null) {
        return null;
      }
      decoder = DecoderFactory.get().binaryDecoder(record.value(), decoder);
      T value = datums.read(null, decoder);
      if (!decoder.isEnd()) {
        // Half of what was written with another schema may look like a record of this one.
        throw new SerializationException("bytes are left behind the Avro record");
      }
      return value;
    }

    @Override
    public RecordDeserializer<T> duplicate() {
      return new Reading<>(writer, reader, model);
    }
  }

  private AvroRecords() {}
}
