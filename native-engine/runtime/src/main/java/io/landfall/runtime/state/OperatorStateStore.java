package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.ListState;
import io.landfall.operators.spi.OperatorState;
import io.landfall.runtime.serialization.GenericSerializers;
import io.landfall.runtime.state.EncodedList.Distribution;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state without a key of one subtask of one operator. Task thread only. */
public final class OperatorStateStore implements OperatorState {

  private final String operatorUid;
  private final int subtaskIndex;
  private final int parallelism;
  private final Serializer<Object> generic;
  private final Map<String, Handle> handles = new LinkedHashMap<>();

  /** Restored lists that nobody has asked for yet, what this subtask would get of each. */
  private final Map<String, Unclaimed> unclaimed = new LinkedHashMap<>();

  public OperatorStateStore(
      String operatorUid, int subtaskIndex, int parallelism, GenericSerializers serializers) {
    this.operatorUid = operatorUid;
    this.subtaskIndex = subtaskIndex;
    this.parallelism = parallelism;
    generic = serializers.create();
  }

  @Override
  public <T> ListState<T> splitList(String name, Serializer<T> serializer) {
    return list(name, Distribution.SPLIT, serializer);
  }

  @Override
  public <T> ListState<T> unionList(String name, Serializer<T> serializer) {
    return list(name, Distribution.UNION, serializer);
  }

  @Override
  public <T> ListState<T> indexedList(String name, Serializer<T> serializer) {
    return list(name, Distribution.INDEXED, serializer);
  }

  @Override
  public <T> ListState<T> broadcastList(String name, Serializer<T> serializer) {
    return list(name, Distribution.BROADCAST, serializer);
  }

  @SuppressWarnings("unchecked")
  private <T> ListState<T> list(String name, Distribution distribution, Serializer<T> serializer) {
    Handle known = handles.get(name);
    if (known == null) {
      Serializer<T> own = serializer == null ? (Serializer<T>) generic : serializer.duplicate();
      known = new Handle(distribution, new OperatorListState<>(own));
      handles.put(name, known);
      claim(name, known);
    } else if (known.distribution != distribution) {
      throw differs(name, known.distribution, distribution);
    }
    return (ListState<T>) known.list;
  }

  private void claim(String name, Handle handle) {
    Unclaimed restored = unclaimed.remove(name);
    if (restored == null) {
      return;
    }
    if (restored.distribution != handle.distribution) {
      throw differs(name, restored.distribution, handle.distribution);
    }
    try {
      handle.list.decode(restored.given);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "operator " + operatorUid + ", operator state " + name + ": cannot be restored", failure);
    }
  }

  /** Serializes everything now, since it is small; the result shares nothing with this. */
  public StateSnapshot snapshot() throws IOException {
    Map<String, EncodedList> encoded = new LinkedHashMap<>();
    unclaimed.forEach(
        (name, list) -> encoded.put(name, new EncodedList(list.distribution, list.kept)));
    for (Map.Entry<String, Handle> each : handles.entrySet()) {
      Handle handle = each.getValue();
      encoded.put(each.getKey(), new EncodedList(handle.distribution, handle.list.encode()));
    }
    if (encoded.isEmpty()) {
      return StateSnapshot.EMPTY;
    }
    return new StateSnapshot() {
      @Override
      public void writeTo(SectionOutput out) throws IOException {
        for (Map.Entry<String, EncodedList> each : encoded.entrySet()) {
          each.getValue().writeTo(out.begin(Section.of(SectionKind.OPERATOR_STATE, each.getKey())));
        }
      }

      @Override
      public void release() {}
    };
  }

  /**
   * Call once, before handles are made or after.
   *
   * @param oldSubtasks what every old subtask of this operator wrote, by its index
   * @throws IllegalStateException if the parallelism has changed and there is indexed state
   */
  public void restore(List<? extends RestoredSections> oldSubtasks) throws IOException {
    Map<String, List<EncodedList>> bySubtask = new LinkedHashMap<>();
    for (int old = 0; old < oldSubtasks.size(); old++) {
      RestoredSections sections = oldSubtasks.get(old);
      for (Section section : sections.sections()) {
        if (section.kind() == SectionKind.OPERATOR_STATE) {
          try (DataInputStream in = sections.open(section)) {
            List<EncodedList> lists =
                bySubtask.computeIfAbsent(section.name(), name -> new ArrayList<>());
            while (lists.size() < old) {
              lists.add(null);
            }
            lists.add(EncodedList.read(in));
          }
        }
      }
    }
    bySubtask.forEach((name, lists) -> unclaimed.put(name, deal(name, lists, oldSubtasks.size())));
    handles.forEach(this::claim);
  }

  /**
   * The name of a list of {@code old} that belongs to its subtask's index, so that the parallelism
   * cannot change; null if there is none.
   */
  public static String indexedListIn(RestoredSections old) throws IOException {
    for (Section section : old.sections()) {
      if (section.kind() == SectionKind.OPERATOR_STATE) {
        try (DataInputStream in = old.open(section)) {
          EncodedList list = EncodedList.read(in);
          if (list.distribution() == Distribution.INDEXED && !list.elements().isEmpty()) {
            return section.name();
          }
        }
      }
    }
    return null;
  }

  /**
   * What this subtask gets of a list.
   *
   * @param lists by old subtask; null or missing for those that had none
   */
  private Unclaimed deal(String name, List<EncodedList> lists, int oldParallelism) {
    Distribution distribution = null;
    List<byte[]> all = new ArrayList<>();
    List<byte[]> first = null;
    for (EncodedList list : lists) {
      if (list != null) {
        distribution = list.distribution();
        all.addAll(list.elements());
        first = first == null ? list.elements() : first;
      }
    }
    if (distribution == null) {
      throw new IllegalStateException("no list of " + name);
    }
    List<byte[]> share = new ArrayList<>();
    for (int i = subtaskIndex; i < all.size(); i += parallelism) {
      share.add(all.get(i));
    }
    return switch (distribution) {
      case SPLIT -> new Unclaimed(distribution, share, share);
      // Kept is the share only: if all kept all, a union nobody asks for would grow each time.
      case UNION -> new Unclaimed(distribution, all, share);
      case BROADCAST -> new Unclaimed(distribution, first, first);
      case INDEXED -> {
        List<byte[]> same = indexed(name, lists, oldParallelism, all.isEmpty());
        yield new Unclaimed(distribution, same, same);
      }
    };
  }

  private List<byte[]> indexed(
      String name, List<EncodedList> lists, int oldParallelism, boolean nothing) {
    if (oldParallelism != parallelism && !nothing) {
      throw new IllegalStateException(
          "operator "
              + operatorUid
              + ", operator state "
              + name
              + ": belongs to subtasks by their index and cannot go from parallelism "
              + oldParallelism
              + " to "
              + parallelism
              + "; restore with parallelism "
              + oldParallelism);
    }
    EncodedList own = subtaskIndex < lists.size() ? lists.get(subtaskIndex) : null;
    return own == null ? List.of() : own.elements();
  }

  private IllegalStateException differs(String name, Distribution known, Distribution asked) {
    return new IllegalStateException(
        "operator "
            + operatorUid
            + ", operator state "
            + name
            + ": is a "
            + known
            + " list and was asked for as "
            + asked
            + "; give one of them another name");
  }

  private record Handle(Distribution distribution, OperatorListState<?> list) {}

  /**
   * @param given to whoever asks
   * @param kept for the next snapshot if nobody does
   */
  private record Unclaimed(Distribution distribution, List<byte[]> given, List<byte[]> kept) {}
}
