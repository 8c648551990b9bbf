package io.landfall.runtime.state;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the sections of a snapshot and gives them back. */
final class MemorySections implements SectionOutput, RestoredSections {

  private final Map<Section, Written> written = new LinkedHashMap<>();
  private List<RestoredSections> layers = List.of();

  static MemorySections of(StateSnapshot snapshot) throws IOException {
    MemorySections sections = new MemorySections();
    snapshot.writeLayerTo(sections);
    snapshot.writeTo(sections);
    snapshot.release();
    return sections;
  }

  /** Those of its own file, on top of those of its layers, lowest first. */
  static MemorySections joined(List<MemorySections> layers, MemorySections own) {
    MemorySections sections = new MemorySections();
    sections.written.putAll(own.written);
    sections.layers = List.copyOf(layers);
    return sections;
  }

  /** Those of its own file only. */
  static MemorySections ofOwn(StateSnapshot snapshot) throws IOException {
    MemorySections sections = new MemorySections();
    snapshot.writeTo(sections);
    snapshot.release();
    return sections;
  }

  /** Those that go into the file of its topmost layer; the snapshot is not released. */
  static MemorySections ofLayer(StateSnapshot snapshot) throws IOException {
    MemorySections sections = new MemorySections();
    snapshot.writeLayerTo(sections);
    return sections;
  }

  long sizeBytes() {
    return written.values().stream().mapToLong(Written::size).sum();
  }

  @Override
  public SectionStream begin(Section section) {
    Written stream = new Written();
    if (written.put(section, stream) != null) {
      throw new IllegalStateException("twice: " + section);
    }
    return stream;
  }

  @Override
  public List<RestoredSections> layers() {
    return layers;
  }

  @Override
  public List<Section> sections() {
    return List.copyOf(written.keySet());
  }

  @Override
  public DataInputStream open(Section section) {
    return new DataInputStream(new ByteArrayInputStream(written.get(section).content()));
  }

  private static final class Written extends SectionStream {

    Written() {
      super(new byte[64], 0);
    }

    int size() {
      return end;
    }

    byte[] content() {
      return Arrays.copyOf(bytes, end);
    }

    @Override
    protected void makeRoom() {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }
}
