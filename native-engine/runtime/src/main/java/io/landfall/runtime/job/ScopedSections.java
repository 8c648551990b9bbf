package io.landfall.runtime.job;

import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.state.Section;
import io.landfall.runtime.state.SectionOutput;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One subtask's sections in a file that several share: their names begin with its scope.
 *
 * @param sections as the subtask wrote them, without the scope
 */
record ScopedSections(RestoredSections file, String scope, List<Section> sections)
    implements RestoredSections {

  static RestoredSections in(RestoredSections file, String scope) {
    List<Section> own = new ArrayList<>();
    for (Section section : file.sections()) {
      if (section.name().startsWith(scope)) {
        String name = section.name().substring(scope.length());
        own.add(new Section(section.kind(), name, section.keyGroup()));
      }
    }
    return new ScopedSections(file, scope, List.copyOf(own));
  }

  static SectionOutput out(SectionOutput file, String scope) {
    return section -> file.begin(scoped(section, scope));
  }

  @Override
  public DataInputStream open(Section section) throws IOException {
    return file.open(scoped(section, scope));
  }

  private static Section scoped(Section section, String scope) {
    return new Section(section.kind(), scope + section.name(), section.keyGroup());
  }
}
