package io.landfall.examples.wordcount;

import io.landfall.api.StreamEnvironment;
import io.landfall.examples.usage.Usage;
import io.landfall.operators.source.TextFileSource;
import java.util.stream.Stream;

/** Prints, for each word of a text file, how often it has come so far. */
public final class NativeWordCount {

  record Count(String word, long times) {}

  public static void main(String[] args) throws Exception {
    Usage.check(NativeWordCount.class, args, "TEXT_FILE");
    var env = StreamEnvironment.create("native-wordcount");
    env.from(TextFileSource.of(args[0]))
        .<String>flatMap((line, out) -> Stream.of(line.split("[^A-Za-z]+")).forEach(out::collect))
        .filter(word -> !word.isEmpty())
        .map(word -> new Count(word.toLowerCase(), 1))
        .keyBy(Count::word)
        .reduce((soFar, next) -> new Count(next.word(), soFar.times() + 1))
        .print();
    env.execute();
  }

  private NativeWordCount() {}
}
