package io.landfall.runtime.state;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Restored keyed states that nobody has asked for yet. They go into every snapshot as they came, so
 * that a state which the operator uses only now and then is not lost. Task thread only, but for the
 * pieces.
 *
 * <p>A group that came in layers is written into one section:
 *
 * <pre>
 *  count u32, { are changes u8, length u32 } ..., { bytes } ...     lowest layer first
 * </pre>
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

  /** Adds the keyed states of {@code old} that belong to the range; changes behind their layers. */
  public void add(RestoredSections old) throws IOException {
    for (RestoredSections layer : old.layers()) {
      addAll(layer);
    }
    addAll(old);
  }

  private void addAll(RestoredSections from) throws IOException {
    for (Section section : from.sections()) {
      if (!range.contains(section.keyGroup())) {
        continue;
      }
      switch (section.kind()) {
        case KEYED_STATE, KEYED_STATE_CHANGES -> add(new Piece(section, () -> from.open(section)));
        case KEYED_STATE_PIECES -> addPieces(section, from);
        default -> {}
      }
    }
  }

  private void add(Piece piece) {
    byName.computeIfAbsent(piece.section().name(), name -> new ArrayList<>()).add(piece);
  }

  private void addPieces(Section section, RestoredSections from) throws IOException {
    try (DataInputStream in = from.open(section)) {
      int count = in.readInt();
      long offset = Integer.BYTES + (long) count * (1 + Integer.BYTES);
      for (int i = 0; i < count; i++) {
        SectionKind kind =
            in.readBoolean() ? SectionKind.KEYED_STATE_CHANGES : SectionKind.KEYED_STATE;
        int length = in.readInt();
        long at = offset;
        add(
            new Piece(
                new Section(kind, section.name(), section.keyGroup()),
                () -> part(from.open(section), at, length)));
        offset += length;
      }
    }
  }

  private static DataInputStream part(DataInputStream whole, long offset, int length)
      throws IOException {
    try (whole) {
      whole.skipNBytes(offset);
      return new DataInputStream(new ByteArrayInputStream(whole.readNBytes(length)));
    }
  }

  /**
   * Gives one state away, by key group, layers before their changes; empty if it was not restored.
   */
  public List<Piece> claim(String name) {
    List<Piece> pieces = byName.remove(name);
    return pieces == null ? List.of() : pieces;
  }

  /** What is unclaimed now. */
  public StateSnapshot snapshot() {
    List<List<Piece>> groups = new ArrayList<>();
    for (List<Piece> ofState : byName.values()) {
      Map<Integer, List<Piece>> byGroup = new TreeMap<>();
      for (Piece piece : ofState) {
        byGroup.computeIfAbsent(piece.section().keyGroup(), g -> new ArrayList<>()).add(piece);
      }
      groups.addAll(byGroup.values());
    }
    return new StateSnapshot() {
      @Override
      public void writeTo(SectionOutput out) throws IOException {
        for (List<Piece> group : groups) {
          write(group, out);
        }
      }

      @Override
      public void release() {}
    };
  }

  private static void write(List<Piece> group, SectionOutput to) throws IOException {
    Section first = group.get(0).section();
    if (group.size() == 1) {
      to.begin(first).write(group.get(0).bytes());
      return;
    }
    SectionStream out =
        to.begin(new Section(SectionKind.KEYED_STATE_PIECES, first.name(), first.keyGroup()));
    out.writeInt(group.size());
    for (Piece piece : group) {
      out.writeBoolean(piece.section().kind() == SectionKind.KEYED_STATE_CHANGES);
      out.writeInt(piece.bytes().length);
    }
    for (Piece piece : group) {
      out.write(piece.bytes());
    }
  }

  /** Opens what a checkpoint has of a piece. */
  @FunctionalInterface
  private interface Source {
    DataInputStream open() throws IOException;
  }

  /** One section, or a part of one; any thread. */
  public static final class Piece {

    private final Section section;
    private Source source;
    private byte[] bytes;

    private Piece(Section section, Source source) {
      this.section = section;
      this.source = source;
    }

    public Section section() {
      return section;
    }

    /** Its content; from the old checkpoint unless a snapshot has read it already. */
    public synchronized DataInputStream open() throws IOException {
      return bytes == null ? source.open() : new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** Kept once read: the old checkpoint may be deleted when the next one is complete. */
    private synchronized byte[] bytes() throws IOException {
      if (bytes == null) {
        try (DataInputStream in = source.open()) {
          bytes = in.readAllBytes();
        }
        source = null;
      }
      return bytes;
    }
  }
}
