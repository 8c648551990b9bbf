package io.landfall.it.benchmarks.jet;

import com.hazelcast.jet.Traverser;

/** Goes through the words of a sentence. */
final class Sentence implements Traverser<String> {

  private final String sentence;
  private int from;

  Sentence(String sentence) {
    this.sentence = sentence;
  }

  @Override
  public String next() {
    if (from > sentence.length()) {
      return null;
    }
    int space = sentence.indexOf(' ', from);
    int to = space < 0 ? sentence.length() : space;
    String word = sentence.substring(from, to);
    from = to + 1;
    return word;
  }
}
