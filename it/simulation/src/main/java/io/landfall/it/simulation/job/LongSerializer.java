package io.landfall.it.simulation.job;

import io.landfall.api.serialization.ValueSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Values by eight bytes each. */
final class LongSerializer implements ValueSerializer<Long> {

  private static final long serialVersionUID = 1L;

  @Override
  public void write(Long value, DataOutput out) throws IOException {
    out.writeLong(value);
  }

  @Override
  public Long read(DataInput in) throws IOException {
    return in.readLong();
  }
}
