package io.landfall.runtime.task;

import io.landfall.api.serialization.Serializer;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.runtime.serialization.GenericSerializers;
import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.state.Section;
import io.landfall.runtime.state.SectionKind;
import io.landfall.runtime.state.SectionOutput;
import io.landfall.runtime.state.SectionStream;
import io.landfall.runtime.state.StateSnapshot;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Records in flight round a cycle: those that a snapshot has to hold, and those that a restored one
 * held and that are to be delivered before anything else. Task thread only.
 */
final class FeedbackLog {

  /** A record at the head of the chain. */
  record InFlight(int input, Object value, long timestampMs) {}

  private static final Section SECTION = Section.of(SectionKind.IN_FLIGHT, "feedback");

  private final GenericSerializers serializers;
  private final OperatorFactory factory;
  private final ArrayDeque<InFlight> toReplay = new ArrayDeque<>();
  private List<InFlight> logged = new ArrayList<>();

  FeedbackLog(GenericSerializers serializers, OperatorFactory factory) {
    this.serializers = serializers;
    this.factory = factory;
  }

  void add(int input, Object value, long timestampMs) {
    logged.add(new InFlight(input, value, timestampMs));
  }

  /** At the barrier: what is still to be replayed is in flight as well. */
  void startSnapshot() {
    logged = new ArrayList<>(toReplay);
  }

  /** What was logged since {@link #startSnapshot}. */
  StateSnapshot endSnapshot() {
    List<InFlight> content = logged;
    logged = new ArrayList<>();
    return content.isEmpty() ? StateSnapshot.EMPTY : new LogSnapshot(content);
  }

  InFlight pollReplay() {
    return toReplay.poll();
  }

  boolean hasReplay() {
    return !toReplay.isEmpty();
  }

  /** Says who gets a record in flight, also when the parallelism has changed. */
  interface Ownership {

    /** False if nothing of that subtask's can belong to this one: then nothing is read. */
    boolean mayOwn(int oldSubtask, int oldParallelism);

    boolean isOwn(int oldSubtask, int input, Object value);
  }

  /**
   * @param old what each old subtask wrote, by its index
   */
  void restore(List<? extends RestoredSections> old, Ownership ownership) throws IOException {
    for (int subtask = 0; subtask < old.size(); subtask++) {
      if (ownership.mayOwn(subtask, old.size()) && old.get(subtask).sections().contains(SECTION)) {
        read(subtask, old.get(subtask), ownership);
      }
    }
  }

  private void read(int oldSubtask, RestoredSections sections, Ownership ownership)
      throws IOException {
    Serializer<Object> serializer = serializer();
    try (DataInputStream in = sections.open(SECTION)) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        int input = in.readInt();
        long timestampMs = in.readLong();
        Object value = serializer.read(in);
        if (ownership.isOwn(oldSubtask, input, value)) {
          toReplay.add(new InFlight(input, value, timestampMs));
        }
      }
    }
  }

  private Serializer<Object> serializer() {
    return factory.feedbackSerializer(serializers.create());
  }

  private final class LogSnapshot implements StateSnapshot {
    private final List<InFlight> content;

    LogSnapshot(List<InFlight> content) {
      this.content = content;
    }

    @Override
    public void writeTo(SectionOutput out) throws IOException {
      Serializer<Object> serializer = serializer();
      SectionStream data = out.begin(SECTION);
      data.writeInt(content.size());
      for (InFlight record : content) {
        data.writeInt(record.input());
        data.writeLong(record.timestampMs());
        serializer.write(record.value(), data);
      }
    }

    @Override
    public void release() {}
  }
}
