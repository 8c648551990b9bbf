package io.landfall.runtime.state;

import java.io.IOException;

/** Takes the sections of one snapshot, one after the other. One thread. */
public interface SectionOutput {

  /**
   * Ends the section before and begins {@code section}. The stream is valid until the next call;
   * closing it is not needed and does nothing.
   *
   * @throws IllegalStateException if the section was written already
   */
  SectionStream begin(Section section) throws IOException;
}
