package io.landfall.it.benchmarks.landfall;

import io.landfall.api.serialization.ValueSerializer;
import io.landfall.it.benchmarks.workload.Profile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Says of profiles what their class cannot: they are replaced, never changed. */
final class ProfileSerializer implements ValueSerializer<Profile> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(Profile profile, DataOutput out) throws IOException {
    out.writeUTF(profile.name);
    out.writeLong(profile.count);
    out.writeLong(profile.lastIndex);
  }

  @Override
  public Profile read(DataInput in) throws IOException {
    return new Profile(in.readUTF(), in.readLong(), in.readLong());
  }
}
