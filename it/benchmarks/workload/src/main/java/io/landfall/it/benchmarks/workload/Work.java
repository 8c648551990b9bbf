package io.landfall.it.benchmarks.workload;

/** A piece of work that every system does in its own way, with one checksum. */
public enum Work {
  W1("word count", "words"),
  W2("tumbling windows of 1 s over 100,000 keys, 1 s of disorder", "events"),
  W2S("sliding windows of 10 s every 100 ms over 100,000 keys", "events"),
  W3("latency of a keyed pass-through at a fixed rate", "records"),
  W4("pass-through of three shuffles", "records"),
  W5("Kafka to keyed count to Kafka", "records"),
  W7("keyed updates with 1 GB of state", "records"),
  W8("recovery with 100 MB of state", "records"),
  W9("start-up", "words"),
  W10("word count as a Storm topology", "words");

  private final String title;
  private final String unit;

  Work(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  public String title() {
    return title;
  }

  /** How many records come of what a source emits. */
  public int perInput() {
    return unit.equals("words") ? Words.PER_SENTENCE : 1;
  }

  /** What its records are. */
  public String unit() {
    return unit;
  }
}
