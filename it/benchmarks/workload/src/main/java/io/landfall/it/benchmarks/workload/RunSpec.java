package io.landfall.it.benchmarks.workload;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What one process is to do, as {@code name=value} arguments. Immutable.
 *
 * @param records in all, over all source subtasks, in the work's unit; the same number for each
 * @param warmup of these, so many are not measured
 * @param parallelism of sources, and of each stage
 * @param perSecond offered rate over all source subtasks; 0 for as fast as possible
 * @param checkpointMs between checkpoints; 0 for none
 * @param extra what only some systems or works know, such as {@code acks=true}
 */
public record RunSpec(
    Work work,
    long records,
    long warmup,
    int parallelism,
    double perSecond,
    long checkpointMs,
    Map<String, String> extra)
    implements Serializable {

  public RunSpec {
    if (records < 1 || warmup < 0 || warmup >= records || parallelism < 1) {
      throw new IllegalArgumentException(
          records + " records, " + warmup + " of them warm-up, at parallelism " + parallelism);
    }
    if (records % ((long) work.perInput() * parallelism) != 0) {
      throw new IllegalArgumentException(
          records + " records cannot be dealt out evenly to " + parallelism + " sources");
    }
    extra = Map.copyOf(extra);
  }

  /**
   * @throws IllegalArgumentException if one is not understood
   */
  public static RunSpec parse(String[] arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("'" + argument + "' is not of the form name=value");
      }
      given.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    for (String needed : new String[] {"work", "records"}) {
      if (!given.containsKey(needed)) {
        throw new IllegalArgumentException(
            "no " + needed + "=..., only " + new TreeSet<>(given.keySet()));
      }
    }
    Work work = Work.valueOf(given.remove("work"));
    long records = Long.parseLong(given.remove("records"));
    String warmup = given.remove("warmup");
    String parallelism = given.remove("parallelism");
    String perSecond = given.remove("rate");
    String checkpointMs = given.remove("checkpoint");
    return new RunSpec(
        work,
        records,
        warmup == null ? records / 4 : Long.parseLong(warmup),
        parallelism == null ? 2 : Integer.parseInt(parallelism),
        perSecond == null ? 0 : Double.parseDouble(perSecond),
        checkpointMs == null ? 1_000 : Long.parseLong(checkpointMs),
        given);
  }

  public boolean flag(String name) {
    return Boolean.parseBoolean(extra.get(name));
  }

  public long number(String name, long otherwise) {
    return extra.containsKey(name) ? Long.parseLong(extra.get(name)) : otherwise;
  }

  public String text(String name, String otherwise) {
    return extra.getOrDefault(name, otherwise);
  }

  /** What sources emit, over all subtasks: sentences where the unit is words. */
  public long inputs() {
    return records / work.perInput();
  }

  /** How many of the inputs source subtask {@code subtask} emits. */
  public long inputsOf(int subtask) {
    return inputs() / parallelism;
  }

  /** The index of the subtask's n-th input: subtasks go through all indexes side by side. */
  public long indexOf(int subtask, long n) {
    return n * parallelism + subtask;
  }

  /**
   * For a source that deals out contiguous ranges: the index that stands at {@code position}, such
   * that as many equal ranges as there are subtasks are gone through side by side.
   */
  public long interleaved(long position) {
    long range = inputsOf(0);
    return indexOf((int) (position / range), position % range);
  }
}
