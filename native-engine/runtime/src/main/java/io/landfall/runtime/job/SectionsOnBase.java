package io.landfall.runtime.job;

import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.state.Section;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One subtask's sections in two files.
 *
 * @param inBase which of {@code sections} are in the base
 */
record SectionsOnBase(
    RestoredSections base, RestoredSections own, Set<Section> inBase, List<Section> sections)
    implements RestoredSections {

  static SectionsOnBase of(RestoredSections base, RestoredSections own) {
    List<Section> all = new ArrayList<>(base.sections());
    all.addAll(own.sections());
    return new SectionsOnBase(base, own, new HashSet<>(base.sections()), List.copyOf(all));
  }

  @Override
  public DataInputStream open(Section section) throws IOException {
    return inBase.contains(section) ? base.open(section) : own.open(section);
  }
}
