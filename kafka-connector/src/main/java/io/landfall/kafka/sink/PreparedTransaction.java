package io.landfall.kafka.sink;

import io.landfall.api.serialization.VersionedSerializer;
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

  static final class PreparedTransactionSerializer
      extends VersionedSerializer<PreparedTransaction> {
    private static final long serialVersionUID = 1L;

    PreparedTransactionSerializer() {
      super("prepared Kafka transaction", 1);
    }

    @Override
    protected void writeFields(PreparedTransaction value, DataOutput out) throws IOException {
      out.writeUTF(value.transactionalId());
      out.writeLong(value.producerId());
      out.writeShort(value.epoch());
      out.writeBoolean(value.version2());
      out.writeLong(value.preparedAtMs());
    }

    @Override
    protected PreparedTransaction readFields(int format, DataInput in) throws IOException {
      return new PreparedTransaction(
          in.readUTF(), in.readLong(), in.readShort(), in.readBoolean(), in.readLong());
    }
  }
}
