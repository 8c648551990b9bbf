package io.landfall.it.benchmarks.loop;

import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Words;
import java.util.HashMap;
import java.util.Map;

/** Splits its share of the sentences, counts its share of the words. */
final class WordCount extends MeshThread {

  private final Map<String, long[]> counts = new HashMap<>();

  WordCount(RunSpec spec, int thread, Rings rings) {
    super(spec, thread, rings);
  }

  @Override
  void input(long index) {
    String sentence = Words.sentence(index);
    int from = 0;
    for (int space; (space = sentence.indexOf(' ', from)) >= 0; from = space + 1) {
      put(sentence.substring(from, space));
    }
    put(sentence.substring(from));
  }

  private void put(String word) {
    int hash = word.hashCode();
    put(0, ((hash ^ hash >>> 16) & Integer.MAX_VALUE) % threads, word);
  }

  @Override
  void onRecord(int stage, int from, Object record) {
    String word = (String) record;
    long[] count = counts.get(word);
    if (count == null) {
      count = new long[1];
      counts.put(word, count);
    }
    sink.add(Mix.of(word.hashCode(), ++count[0]));
  }
}
