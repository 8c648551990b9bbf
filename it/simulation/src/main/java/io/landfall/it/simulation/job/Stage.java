package io.landfall.it.simulation.job;

import java.util.List;

/**
 * One operator of a random job.
 *
 * @param inputs positions of the stages that it reads, all before its own
 * @param parallelism of the first process; others may have another one
 * @param amount what it does with its input, by kind; for a source how many records a split has
 * @param route how records get to it
 * @param alone whether it may not share a task with what is before it
 */
record Stage(
    Kind kind, List<Integer> inputs, int parallelism, int amount, Route route, boolean alone) {

  /** What it computes. All results are the same whatever the order of records that arrive. */
  enum Kind {
    /** Splits that are known from the start, in order of their timestamps. */
    TIMED_SOURCE(0),
    /** Splits that are found one after the other and asked for one by one. */
    SPLIT_SOURCE(0),
    /** Splits that one subtask reads in turn; many records are behind a watermark. */
    DISORDERED_SOURCE(0),
    MAP(1),
    FILTER(1),
    FLAT_MAP(1),
    UNION(2),
    /** Emits some records to a side output; who reads the stage reads both outputs. */
    SIDES(1),
    /** Emits the running count of each key. */
    COUNT(1),
    /** Emits the count of each key at the end. */
    TOTAL(1),
    /** Sums by key and bucket of event time, by event timers. */
    BUCKETS(1),
    /** Holds records back until a processing timer fires. */
    HOLD(1),
    /** All pairs of both inputs with one key. */
    JOIN(2),
    /** Results by key and window of event time; which windows depends on the amount. */
    WINDOW(1),
    /** How many records each full window of so many has. */
    COUNT_WINDOW(1),
    /**
     * What windows with an allowed lateness emit, and the records that are too late even for that.
     */
    LATE_WINDOW(1),
    /** Holds records back in windows of processing time; emits each for each of its windows. */
    CLOCK_WINDOW(1),
    /** All pairs of both inputs with one key and one window. */
    WINDOW_JOIN(2),
    /** All pairs of both inputs with one key that are close in event time. */
    INTERVAL_JOIN(2),
    /** Asks a service outside that answers later, fails now and then, or is too slow. */
    ASYNC(1),
    /** Holds some records in a list that is dealt out anew at a restore. */
    BUFFER(1),
    /** Counts in a list of which every subtask gets all at a restore. */
    UNION_COUNT(1),
    /** Every subtask sees all records, one passes each on. */
    BROADCAST(1),
    /** Sends records round a cycle. */
    LOOP(1);

    final int inputs;

    Kind(int inputs) {
      this.inputs = inputs;
    }

    boolean isSource() {
      return inputs == 0;
    }

    boolean isKeyed() {
      return switch (this) {
        case COUNT,
            TOTAL,
            BUCKETS,
            HOLD,
            JOIN,
            WINDOW,
            COUNT_WINDOW,
            LATE_WINDOW,
            CLOCK_WINDOW,
            WINDOW_JOIN,
            INTERVAL_JOIN ->
            true;
        default -> false;
      };
    }

    /** True if its results are the same in every run only if no record is late. */
    boolean needsTime() {
      return switch (this) {
        case BUCKETS, WINDOW, WINDOW_JOIN, INTERVAL_JOIN -> true;
        default -> false;
      };
    }

    /** True if its results depend on which of its input comes before which watermark. */
    boolean needsOrder() {
      return this == LATE_WINDOW;
    }

    /** True if what it emits, and the watermarks between, come in the same order in every run. */
    boolean isInOrder() {
      return this == DISORDERED_SOURCE;
    }

    /** True if what it emits is in time whenever its input is. */
    boolean keepsTime() {
      return switch (this) {
        case TIMED_SOURCE,
            MAP,
            FILTER,
            FLAT_MAP,
            UNION,
            SIDES,
            BUCKETS,
            WINDOW,
            WINDOW_JOIN,
            INTERVAL_JOIN,
            ASYNC ->
            true;
        default -> false;
      };
    }
  }

  /** How records get to an operator without a key. */
  enum Route {
    FORWARD,
    REBALANCE,
    GLOBAL,
    CUSTOM
  }

  Stage {
    inputs = List.copyOf(inputs);
  }

  Stage withInputs(List<Integer> others) {
    return new Stage(kind, others, parallelism, amount, route, alone);
  }

  Stage withParallelism(int other) {
    return new Stage(kind, inputs, other, amount, route, alone);
  }

  Stage withAmount(int other) {
    return new Stage(kind, inputs, parallelism, other, route, alone);
  }

  @Override
  public String toString() {
    return kind
        + (inputs.isEmpty() ? "" : " of " + inputs)
        + " x"
        + parallelism
        + ", amount "
        + amount
        + (kind.isSource() || kind.isKeyed() ? "" : ", " + route)
        + (alone ? ", alone" : "");
  }
}
