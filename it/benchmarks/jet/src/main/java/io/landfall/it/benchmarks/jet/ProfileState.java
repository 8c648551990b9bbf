package io.landfall.it.benchmarks.jet;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Profile;
import java.io.IOException;

/** Holds the profile of a key: Jet wants state that is changed in place. */
final class ProfileState {

  private Profile profile;

  KeyCount<Long> update(Event event) {
    profile = Profile.after(profile, event);
    return new KeyCount<>(event.key, profile.count);
  }

  /** For snapshots. */
  static final class Serializer implements StreamSerializer<ProfileState> {

    private static final int TYPE_ID = 1;

    @Override
    public int getTypeId() {
      return TYPE_ID;
    }

    @Override
    public void write(ObjectDataOutput out, ProfileState state) throws IOException {
      out.writeString(state.profile.name);
      out.writeLong(state.profile.count);
      out.writeLong(state.profile.lastIndex);
    }

    @Override
    public ProfileState read(ObjectDataInput in) throws IOException {
      ProfileState state = new ProfileState();
      state.profile = new Profile(in.readString(), in.readLong(), in.readLong());
      return state;
    }
  }
}
