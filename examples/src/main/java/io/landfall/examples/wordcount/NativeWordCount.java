package io.landfall.examples.wordcount;

import io.landfall.api.StreamEnvironment;
import io.landfall.operators.source.TextFileSource;

/** Prints, for each word of a text file, how often it has come so far. */
public final class NativeWordCount {

  record Count(String word, long times) {}

  public static void main(String[] args) throws Exception {
    var env = StreamEnvironment.create("native-wordcount");
    env.from(TextFileSource.of(args[0]))
        .<Count>flatMap(
            (line, out) -> {
              for (String word : line.toLowerCase().split("[^a-z]+")) {
                if (!word.isEmpty()) {
                  out.collect(new Count(word, 1));
                }
              }
            })
        .keyBy(Count::word)
        .reduce((soFar, next) -> new Count(next.word(), soFar.times() + 1))
        .print();
    env.execute();
  }

  private NativeWordCount() {}
}
