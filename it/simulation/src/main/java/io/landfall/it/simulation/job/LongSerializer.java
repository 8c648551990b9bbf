package io.landfall.it.simulation.job;

import io.landfall.api.serialization.Serializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Values by eight bytes each. */
final class LongSerializer implements Serializer<Long> {

  private static final long serialVersionUID = 1L;

  @Override
  public void write(Long value, DataOutput out) throws IOException {
    out.writeLong(value);
  }

  @Override
  public Long read(DataInput in) throws IOException {
    return in.readLong();
  }

  @Override
  public Long copy(Long value) {
    return value;
  }

  @Override
  public boolean isImmutable(Long value) {
    return true;
  }

  @Override
  public Serializer<Long> duplicate() {
    return this;
  }
}
