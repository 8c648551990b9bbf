package io.landfall.connector.parquet;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The row groups that no reader has yet, in order: what an enumerator remembers. */
public record WaitingRowGroups(ArrayList<RowGroupSplit> splits) implements Serializable {

  static WaitingRowGroups of(Iterable<RowGroupSplit> splits) {
    ArrayList<RowGroupSplit> copy = new ArrayList<>();
    splits.forEach(copy::add);
    return new WaitingRowGroups(copy);
  }

  List<RowGroupSplit> inOrder() {
    return List.copyOf(splits);
  }
}
