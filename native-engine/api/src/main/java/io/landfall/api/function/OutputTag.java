package io.landfall.api.function;

import java.io.Serializable;
import java.util.Objects;

/** Names a side output; two tags with the same id are the same output. */
public record OutputTag<T>(String id) implements Serializable {

  public OutputTag {
    if (Objects.requireNonNull(id, "id").isBlank()) {
      throw new IllegalArgumentException("side output: the id is blank; give it a name");
    }
  }
}
