package io.landfall.runtime.state;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;

/** What one old subtask of an operator wrote. Safe for several threads that read at once. */
public interface RestoredSections {

  /** In the order in which they were written. */
  List<Section> sections();

  /**
   * The bytes of one of {@link #sections}; ends where the section ends. The caller closes it.
   *
   * @throws IOException if it cannot be read or is damaged
   */
  DataInputStream open(Section section) throws IOException;

  /**
   * What the keyed states among {@link #sections} are changes of, lowest first; mostly nothing.
   * Opened only now, since who goes on from what is held in memory does not need them.
   *
   * @throws IOException if one cannot be read or is damaged
   */
  default List<RestoredSections> layers() throws IOException {
    return List.of();
  }
}
