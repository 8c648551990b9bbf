package io.landfall.runtime.job;

import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.state.Section;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;

/** One subtask's sections in several files. */
record LayeredSections(List<RestoredSections> layers, RestoredSections own)
    implements RestoredSections {

  @Override
  public List<Section> sections() {
    return own.sections();
  }

  @Override
  public DataInputStream open(Section section) throws IOException {
    return own.open(section);
  }
}
