package io.landfall.it.benchmarks.flink;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Sentences to words. */
final class Splitter implements FlatMapFunction<String, String> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(String sentence, Collector<String> words) {
    int from = 0;
    for (int to = sentence.indexOf(' '); to >= 0; to = sentence.indexOf(' ', from)) {
      words.collect(sentence.substring(from, to));
      from = to + 1;
    }
    words.collect(sentence.substring(from));
  }
}
