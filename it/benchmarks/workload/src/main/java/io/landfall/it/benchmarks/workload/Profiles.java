package io.landfall.it.benchmarks.workload;

/**
 * Events over a number of keys: first each key once, which fills the state, and then keys as they
 * come. Immutable.
 *
 * @param keys how many there are; the first so many events are those that fill
 * @param hotKeys of these only, uniformly, the later events are; all keys for no hot ones
 */
public record Profiles(long keys, long hotKeys) {

  /** About so many bytes a key make up the state: its name, two numbers, and the key. */
  public static final int BYTES_PER_KEY = 100;

  public static Profiles of(RunSpec spec) {
    long keys = spec.number("keys", 1_000_000);
    return new Profiles(keys, spec.number("hotKeys", keys));
  }

  /** The value of the event is its index. */
  public Event at(long index) {
    long key = index < keys ? index : (Mix.of(index) >>> 1) % hotKeys;
    return new Event(key, index, 0);
  }
}
