package io.landfall.migration.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.migration.run.UserMistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code -c KEY=VALUE} of a {@code storm jar} call, wherever they stand. */
final class StormConf {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // As Storm itself reads them, so that code that casts finds what it expects.
          .enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Adds one; a later one with the same key wins. */
  void add(String pair) throws UserMistake {
    if (!isPair(pair)) {
      throw new UserMistake(
          "-c: found '" + pair + "', expected KEY=VALUE, such as -c topology.workers=1");
    }
    int equals = pair.indexOf('=');
    values.put(pair.substring(0, equals), value(pair.substring(equals + 1)));
  }

  /**
   * Adds each {@code -c KEY=VALUE} among the words.
   *
   * @return the other words, in order; a {@code -c} that no KEY=VALUE follows is one of them
   */
  List<String> addAll(List<String> words) throws UserMistake {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean pairFollows =
          words.get(i).equals("-c") && i + 1 < words.size() && isPair(words.get(i + 1));
      if (pairFollows) {
        add(words.get(++i));
      } else {
        others.add(words.get(i));
      }
    }
    return others;
  }

  Map<String, Object> values() {
    return values;
  }

  private static boolean isPair(String word) {
    return word.indexOf('=') > 0;
  }

  private static Object value(String text) {
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException notJson) {
      return text;
    }
  }
}
