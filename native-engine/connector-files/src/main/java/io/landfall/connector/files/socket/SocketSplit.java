package io.landfall.connector.files.socket;

import io.landfall.api.connector.SourceSplit;
import java.io.Serializable;

/** The one connection; it has no position. */
public record SocketSplit(String splitId) implements SourceSplit, Serializable {

  private static final long serialVersionUID = 1L;
}
