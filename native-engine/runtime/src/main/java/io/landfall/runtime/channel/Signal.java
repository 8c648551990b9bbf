package io.landfall.runtime.channel;

/**
 * What travels among the records without being one. A class, not an interface, so that telling it
 * from a record is one comparison.
 */
public abstract sealed class Signal {

  private Signal() {}

  /**
   * Separates the records that checkpoint {@code checkpointId} covers from those that it does not.
   */
  public static final class Barrier extends Signal {
    private final long checkpointId;
    private final boolean selfContained;
    private final long completedId;

    /** That of a self-contained checkpoint. */
    public Barrier(long checkpointId) {
      this(checkpointId, true, -1);
    }

    /**
     * @param selfContained true if the checkpoint must hold all there is, and others must not build
     *     on it, as a savepoint
     * @param completedId the newest complete checkpoint that this one may build on; -1 if there is
     *     none
     */
    public Barrier(long checkpointId, boolean selfContained, long completedId) {
      this.checkpointId = checkpointId;
      this.selfContained = selfContained;
      this.completedId = completedId;
    }

    public boolean isSelfContained() {
      return selfContained;
    }

    public long completedId() {
      return completedId;
    }

    public long checkpointId() {
      return checkpointId;
    }

    @Override
    public String toString() {
      return "Barrier(" + checkpointId + ")";
    }
  }

  /** No record behind this one has a smaller timestamp, but for late ones. */
  public static final class Watermark extends Signal {
    private final long timestampMs;

    public Watermark(long timestampMs) {
      this.timestampMs = timestampMs;
    }

    public long timestampMs() {
      return timestampMs;
    }

    @Override
    public String toString() {
      return "Watermark(" + timestampMs + ")";
    }
  }

  /** The channel takes no part in the watermark, or does again. */
  public static final class Idle extends Signal {
    public static final Idle IDLE = new Idle(true);
    public static final Idle ACTIVE = new Idle(false);

    private final boolean idle;

    private Idle(boolean idle) {
      this.idle = idle;
    }

    public boolean isIdle() {
      return idle;
    }

    @Override
    public String toString() {
      return idle ? "Idle" : "Active";
    }
  }

  /** No record follows; barriers still may. */
  public static final class EndOfInput extends Signal {
    public static final EndOfInput INSTANCE = new EndOfInput();

    private EndOfInput() {}

    @Override
    public String toString() {
      return "EndOfInput";
    }
  }

  /** Stands for a record that is null, since an empty slot is null, too. */
  public static final class NullRecord extends Signal {
    public static final NullRecord INSTANCE = new NullRecord();

    private NullRecord() {}

    @Override
    public String toString() {
      return "NullRecord";
    }
  }
}
