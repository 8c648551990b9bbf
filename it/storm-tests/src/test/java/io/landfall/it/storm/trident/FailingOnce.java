package io.landfall.it.storm.trident;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.storm.topology.FailedException;
import org.apache.storm.trident.operation.BaseFilter;
import org.apache.storm.trident.tuple.TridentTuple;

/** Fails the batch of every seventh number the first time it sees it. */
final class FailingOnce extends BaseFilter {

  static final Set<Integer> FAILED = ConcurrentHashMap.newKeySet();

  private static final int EVERY = 7;

  @Override
  public boolean isKeep(TridentTuple tuple) {
    int number = tuple.getInteger(0);
    if (number % EVERY == 0 && FAILED.add(number)) {
      throw new FailedException("number " + number + " the first time");
    }
    return true;
  }
}
