package io.landfall.it.benchmarks.micro;

import io.landfall.api.state.ValueState;
import io.landfall.runtime.state.KeyedState;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Counts words that come as often as Zipf's law says, each time as another object, as from a
 * channel: in keyed state, and in a map as one would write it by hand.
 */
@State(Scope.Thread)
public class WordCountBenchmark extends Settings {

  private static final int VOCABULARY = 5_000;
  private static final int WORDS = 1 << 14;

  private final Map<String, long[]> map = new HashMap<>();
  private KeyedState state;
  private ValueState<Long> count;
  private String[] words;

  @Setup(Level.Trial)
  public void open() {
    state = KeyedStates.open();
    count = state.valueState("count");
    words = new String[WORDS];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < WORDS; i++) {
      // The logarithm of the rank is uniform.
      int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
      words[i] = "w" + Integer.toString(rank * 7_919, 36);
      words[i].hashCode();
    }
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    state.close();
  }

  @Benchmark
  @OperationsPerInvocation(WORDS)
  public long inKeyedState() {
    long sum = 0;
    for (String word : words) {
      KeyedStates.select(state, word);
      Long before = count.value();
      long now = before == null ? 1 : before + 1;
      count.update(now);
      sum += now;
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(WORDS)
  public long inHashMap() {
    long sum = 0;
    for (String word : words) {
      long[] cell = map.get(word);
      if (cell == null) {
        cell = new long[1];
        map.put(word, cell);
      }
      sum += ++cell[0];
    }
    return sum;
  }
}
