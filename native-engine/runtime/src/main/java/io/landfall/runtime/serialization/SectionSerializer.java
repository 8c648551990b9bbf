package io.landfall.runtime.serialization;

import io.landfall.api.serialization.Serializer;

/**
 * The generic serializer, for a section of many values: in between {@link #beginSection} and {@link
 * #endSection} each class is described once, at its first value, and only named by a number after
 * that. So what was written there has to be read there, in the same order and from the start. A
 * value outside of sections describes its own classes. One thread at a time.
 */
public interface SectionSerializer extends Serializer<Object> {

  /** Before the first value is written, or read; a section that was left open is forgotten. */
  void beginSection();

  /** After the last one. */
  void endSection();
}
