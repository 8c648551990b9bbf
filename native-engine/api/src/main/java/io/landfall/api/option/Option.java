package io.landfall.api.option;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One setting: name, type, default, range, and a sentence that says what it does. Immutable. */
public final class Option<T> {

  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|min|h)");

  private final String name;
  private final Function<String, T> parser;
  private final T defaultValue;
  private final Predicate<T> range;
  private final String expected;
  private final String sentence;

  private Option(
      String name,
      Function<String, T> parser,
      T defaultValue,
      Predicate<T> range,
      String expected,
      String sentence) {
    this.name = name;
    this.parser = parser;
    this.defaultValue = defaultValue;
    this.range = range;
    this.expected = expected;
    this.sentence = sentence;
  }

  public static Option<Duration> duration(String name, Duration defaultValue, String sentence) {
    return new Option<>(
        name,
        Option::parseDuration,
        defaultValue,
        d -> true,
        "a duration such as 500ms, 1s, 5m",
        sentence);
  }

  public static Option<Integer> integer(
      String name, int defaultValue, int least, int most, String sentence) {
    return new Option<>(
        name,
        Integer::valueOf,
        defaultValue,
        n -> n >= least && n <= most,
        "a whole number from " + least + " to " + most,
        sentence);
  }

  public static Option<Boolean> bool(String name, boolean defaultValue, String sentence) {
    return new Option<>(
        name, Option::parseBoolean, defaultValue, b -> true, "true or false", sentence);
  }

  /** An option that may be absent: its default is null. */
  public static Option<String> text(String name, String defaultValue, String sentence) {
    return new Option<>(name, s -> s, defaultValue, s -> true, "a text", sentence);
  }

  public static <E extends Enum<E>> Option<E> choice(
      String name, Class<E> type, E defaultValue, String sentence) {
    return new Option<>(
        name,
        s -> Enum.valueOf(type, s.trim().toUpperCase(Locale.ROOT).replace('-', '_')),
        defaultValue,
        e -> true,
        "one of "
            + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT).replace('_', '-'),
        sentence);
  }

  /** This option, with values that {@code test} refuses refused. */
  public Option<T> onlyIf(Predicate<T> test, String expectedValues) {
    return new Option<>(name, parser, defaultValue, range.and(test), expectedValues, sentence);
  }

  public String name() {
    return name;
  }

  public T defaultValue() {
    return defaultValue;
  }

  /** What it does, with its unit. */
  public String sentence() {
    return sentence;
  }

  /** The values it takes, in words. */
  public String expected() {
    return expected;
  }

  /**
   * @throws IllegalArgumentException with one line that names the option, what was found and what
   *     is expected
   */
  public T parse(String text) {
    T value;
    try {
      value = parser.apply(text.trim());
    } catch (IllegalArgumentException e) {
      throw refused(text);
    }
    if (!range.test(value)) {
      throw refused(text);
    }
    return value;
  }

  /** As {@link #parse}, for a value that is typed already. */
  public T check(T value) {
    if (value != null && !range.test(value)) {
      throw refused(value);
    }
    return value;
  }

  private IllegalArgumentException refused(Object found) {
    return new IllegalArgumentException(
        "option " + name + ": found '" + found + "', expected " + expected);
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException(text);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Option<?> that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
