package io.landfall.starter;

import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.trident.operation.BaseFilter;
import org.apache.storm.trident.operation.TridentOperationContext;
import org.apache.storm.trident.tuple.TridentTuple;

/** Writes the last count of each digit whenever one changes. Lets nothing through. */
final class LastCounts extends BaseFilter {

  private static final long serialVersionUID = 1L;

  private final String folder;
  private transient int partition;
  private transient Map<String, Long> counts;

  LastCounts(String folder) {
    this.folder = folder;
  }

  @Override
  public void prepare(Map<String, Object> conf, TridentOperationContext context) {
    partition = context.getPartitionIndex();
    counts = new TreeMap<>();
  }

  @Override
  public boolean isKeep(TridentTuple tuple) {
    counts.put(tuple.getValue(0).toString(), tuple.getLong(1));
    Report.write(folder + "/" + tuple.getValue(0), partition, counts);
    return false;
  }
}
