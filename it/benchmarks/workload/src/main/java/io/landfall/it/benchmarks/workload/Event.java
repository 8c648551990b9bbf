package io.landfall.it.benchmarks.workload;

import java.io.Serializable;

/** A keyed event. A plain object, since that is what every system can handle at its best. */
public class Event implements Serializable {

  private static final long serialVersionUID = 1L;

  public long key;
  public long value;

  /** Event time, or when it should have been emitted; its work says which and in what unit. */
  public long time;

  public Event() {}

  public Event(long key, long value, long time) {
    this.key = key;
    this.value = value;
    this.time = time;
  }
}
