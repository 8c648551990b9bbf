package io.landfall.api.serialization;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A {@link ValueSerializer} whose bytes begin with the version of their format, so that whoever
 * writes a newer one can go on from what is stored in an older. As Flink's {@code
 * SimpleVersionedSerializer}, with the version among the bytes.
 */
public abstract class VersionedSerializer<T> implements ValueSerializer<T> {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final byte version;

  /**
   * @param what is written, for messages, such as {@code "Kafka split"}
   * @param version of the format that {@link #writeFields} writes, from 1 to 127
   */
  protected VersionedSerializer(String what, int version) {
    if (version < 1 || version > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(
          what + ": version " + version + " is not from 1 to " + Byte.MAX_VALUE);
    }
    this.what = what;
    this.version = (byte) version;
  }

  protected abstract void writeFields(T value, DataOutput out) throws IOException;

  /**
   * @param format in which they were written, from 1 to the newest
   */
  protected abstract T readFields(int format, DataInput in) throws IOException;

  @Override
  public final void write(T value, DataOutput out) throws IOException {
    out.writeByte(version);
    writeFields(value, out);
  }

  /**
   * @throws IOException also if the bytes are of a newer format
   */
  @Override
  public final T read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format < 1 || format > version) {
      throw new IOException(
          what
              + " in format "
              + format
              + ", expected "
              + (version == 1 ? "1" : "1 to " + version)
              + "; restore it with the version that wrote it");
    }
    return readFields(format, in);
  }
}
