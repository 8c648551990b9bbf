package io.landfall.runtime.storage;

import io.landfall.runtime.state.SectionOutput;
import java.io.IOException;

/** Writes the content of one file, such as {@code StateSnapshot::writeTo}. */
@FunctionalInterface
public interface FileContent {

  void writeTo(SectionOutput out) throws IOException;
}
