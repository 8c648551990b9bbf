package io.landfall.connector.files.source;

import java.io.IOException;

/** A split that is being read. One thread. */
public interface OpenSplit<S> extends AutoCloseable {

  String splitId();

  /** With the position behind the last record that was read. */
  S splitNow();

  @Override
  void close() throws IOException;
}
