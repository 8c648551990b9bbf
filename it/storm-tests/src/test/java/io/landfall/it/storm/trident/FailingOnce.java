package io.landfall.it.storm.trident;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.storm.topology.FailedException;
import org.apache.storm.trident.operation.BaseFilter;
import org.apache.storm.trident.tuple.TridentTuple;

/** Fails the batch of every seventh number the first time it sees it. */
final class FailingOnce extends BaseFilter {

  private static final Map<String, Set<Integer>> FAILED = new ConcurrentHashMap<>();

  private static final int EVERY = 7;

  private final String test;

  /**
   * @param test whose numbers are none of other tests
   */
  FailingOnce(String test) {
    this.test = test;
  }

  static Set<Integer> failed(String test) {
    return FAILED.computeIfAbsent(test, name -> ConcurrentHashMap.newKeySet());
  }

  @Override
  public boolean isKeep(TridentTuple tuple) {
    int number = tuple.getInteger(0);
    if (number % EVERY == 0 && failed(test).add(number)) {
      throw new FailedException("number " + number + " the first time");
    }
    return true;
  }
}
