package io.landfall.kafka.sink;

import io.landfall.api.serialization.ValueSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * All that is needed to commit a transaction from another process.
 *
 * @param epoch the producer's, while the transaction was open
 * @param version2 true if it is one of Kafka's transactions version 2 (KIP-890), which are ended by
 *     another request than those before
 * @param preparedAtMs wall clock, for messages
 */
public record PreparedTransaction(
    String transactionalId, long producerId, short epoch, boolean version2, long preparedAtMs) {

  static final class PreparedTransactionSerializer implements ValueSerializer<PreparedTransaction> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    @Override
    public void write(PreparedTransaction value, DataOutput out) throws IOException {
      out.writeByte(VERSION);
      out.writeUTF(value.transactionalId());
      out.writeLong(value.producerId());
      out.writeShort(value.epoch());
      out.writeBoolean(value.version2());
      out.writeLong(value.preparedAtMs());
    }

    @Override
    public PreparedTransaction read(DataInput in) throws IOException {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException(
            "prepared Kafka transaction in format "
                + version
                + ", expected "
                + VERSION
                + "; restore it with the version of Landfall that wrote it");
      }
      return new PreparedTransaction(
          in.readUTF(), in.readLong(), in.readShort(), in.readBoolean(), in.readLong());
    }
  }
}
