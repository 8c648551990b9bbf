package io.landfall.runtime.state;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Restored keyed states that nobody has asked for yet. They go into every snapshot as they came, so
 * that a state which the operator uses only now and then is not lost. Task thread only, but for the
 * pieces.
 */
public final class UnclaimedSections {

  private final KeyGroupRange range;
  private final Map<String, List<Piece>> byName = new LinkedHashMap<>();

  public UnclaimedSections(KeyGroupRange range) {
    this.range = range;
  }

  /** What is unclaimed now, whatever is claimed here later. */
  public UnclaimedSections copy() {
    UnclaimedSections copy = new UnclaimedSections(range);
    copy.byName.putAll(byName);
    return copy;
  }

  /** Adds the keyed states of {@code old} that belong to the range; changes behind their base. */
  public void add(RestoredSections old) {
    for (Section section : old.sections()) {
      if (isKeyedState(section.kind()) && range.contains(section.keyGroup())) {
        byName
            .computeIfAbsent(section.name(), name -> new ArrayList<>())
            .add(new Piece(section, old));
      }
    }
  }

  private static boolean isKeyedState(SectionKind kind) {
    return kind == SectionKind.KEYED_STATE || kind == SectionKind.KEYED_STATE_CHANGES;
  }

  /**
   * Gives one state away, by key group, bases before their changes; empty if it was not restored.
   */
  public List<Piece> claim(String name) {
    List<Piece> pieces = byName.remove(name);
    return pieces == null ? List.of() : pieces;
  }

  /** What is unclaimed now. */
  public StateSnapshot snapshot() {
    List<Piece> pieces = byName.values().stream().flatMap(List::stream).toList();
    return new StateSnapshot() {
      @Override
      public void writeTo(SectionOutput out) throws IOException {
        for (Piece piece : pieces) {
          DataOutputStream stream = out.begin(piece.section());
          stream.write(piece.bytes());
          stream.flush();
        }
      }

      @Override
      public void release() {}
    };
  }

  /** One section; any thread. */
  public static final class Piece {

    private final Section section;
    private RestoredSections source;
    private byte[] bytes;

    private Piece(Section section, RestoredSections source) {
      this.section = section;
      this.source = source;
    }

    public Section section() {
      return section;
    }

    /** Its content; from the old checkpoint unless a snapshot has read it already. */
    public synchronized DataInputStream open() throws IOException {
      return bytes == null
          ? source.open(section)
          : new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** Kept once read: the old checkpoint may be deleted when the next one is complete. */
    private synchronized byte[] bytes() throws IOException {
      if (bytes == null) {
        try (DataInputStream in = source.open(section)) {
          bytes = in.readAllBytes();
        }
        source = null;
      }
      return bytes;
    }
  }
}
