package io.landfall.api.option;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A set of chosen settings; what is not chosen has its default. Immutable. */
public final class Options {

  public static final Options DEFAULTS = new Options(Map.of());

  private final Map<Option<?>, Object> chosen;

  private Options(Map<Option<?>, Object> chosen) {
    this.chosen = chosen;
  }

  /** The chosen value, else the default. */
  @SuppressWarnings("unchecked")
  public <T> T get(Option<T> option) {
    Object value = chosen.get(option);
    return value == null ? option.defaultValue() : (T) value;
  }

  public boolean isChosen(Option<?> option) {
    return chosen.containsKey(option);
  }

  /**
   * These settings with one more; a null value goes back to the default.
   *
   * @throws IllegalArgumentException if the value is out of the option's range
   */
  public <T> Options with(Option<T> option, T value) {
    Map<Option<?>, Object> copy = new LinkedHashMap<>(chosen);
    if (value == null) {
      copy.remove(option);
    } else {
      copy.put(option, option.check(value));
    }
    return new Options(Collections.unmodifiableMap(copy));
  }

  /** These settings, with all that {@code others} chose put over them. */
  public Options with(Options others) {
    Map<Option<?>, Object> copy = new LinkedHashMap<>(chosen);
    copy.putAll(others.chosen);
    return new Options(Collections.unmodifiableMap(copy));
  }

  @Override
  public String toString() {
    return chosen.toString();
  }
}
