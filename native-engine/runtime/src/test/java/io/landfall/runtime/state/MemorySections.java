package io.landfall.runtime.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the sections of a snapshot and gives them back. */
final class MemorySections implements SectionOutput, RestoredSections {

  private final Map<Section, ByteArrayOutputStream> written = new LinkedHashMap<>();

  static MemorySections of(StateSnapshot snapshot) throws IOException {
    MemorySections sections = new MemorySections();
    snapshot.writeBaseTo(sections);
    snapshot.writeTo(sections);
    snapshot.release();
    return sections;
  }

  /** Those of the file of its base and those of its own file, as one. */
  static MemorySections joined(MemorySections base, MemorySections own) {
    MemorySections sections = new MemorySections();
    sections.written.putAll(base.written);
    own.written.forEach(
        (section, bytes) -> {
          if (sections.written.put(section, bytes) != null) {
            throw new IllegalStateException("in both: " + section);
          }
        });
    return sections;
  }

  /** Those of its own file only. */
  static MemorySections ofOwn(StateSnapshot snapshot) throws IOException {
    MemorySections sections = new MemorySections();
    snapshot.writeTo(sections);
    snapshot.release();
    return sections;
  }

  /** Those that go into the file of the base; the snapshot is not released. */
  static MemorySections ofBase(StateSnapshot snapshot) throws IOException {
    MemorySections sections = new MemorySections();
    snapshot.writeBaseTo(sections);
    return sections;
  }

  long sizeBytes() {
    return written.values().stream().mapToLong(ByteArrayOutputStream::size).sum();
  }

  @Override
  public DataOutputStream begin(Section section) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (written.put(section, bytes) != null) {
      throw new IllegalStateException("twice: " + section);
    }
    return new DataOutputStream(bytes);
  }

  @Override
  public List<Section> sections() {
    return List.copyOf(written.keySet());
  }

  @Override
  public DataInputStream open(Section section) {
    return new DataInputStream(new ByteArrayInputStream(written.get(section).toByteArray()));
  }
}
