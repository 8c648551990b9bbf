package io.landfall.api.function;

/** The common accumulators. */
public final class Accumulators {

  private Accumulators() {}

  /** Wraps around beyond the range of a long. */
  public static final class LongSum implements Accumulator<Long, Long> {
    private static final long serialVersionUID = 1L;
    private long sum;

    /** As {@link #add(Long)}, without an object. */
    public void add(long value) {
      sum += value;
    }

    @Override
    public void add(Long value) {
      sum += value;
    }

    @Override
    public Long result() {
      return sum;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
      sum += other.result();
    }

    @Override
    public LongSum empty() {
      return new LongSum();
    }
  }

  /** The largest; {@link Long#MIN_VALUE} if there was none. */
  public static final class LongMax implements Accumulator<Long, Long> {
    private static final long serialVersionUID = 1L;
    private long most = Long.MIN_VALUE;

    @Override
    public void add(Long value) {
      most = Math.max(most, value);
    }

    @Override
    public Long result() {
      return most;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
      add(other.result());
    }

    @Override
    public LongMax empty() {
      return new LongMax();
    }
  }

  /** The smallest; {@link Long#MAX_VALUE} if there was none. */
  public static final class LongMin implements Accumulator<Long, Long> {
    private static final long serialVersionUID = 1L;
    private long least = Long.MAX_VALUE;

    @Override
    public void add(Long value) {
      least = Math.min(least, value);
    }

    @Override
    public Long result() {
      return least;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
      add(other.result());
    }

    @Override
    public LongMin empty() {
      return new LongMin();
    }
  }

  public static final class DoubleSum implements Accumulator<Double, Double> {
    private static final long serialVersionUID = 1L;
    private double sum;

    @Override
    public void add(Double value) {
      sum += value;
    }

    @Override
    public Double result() {
      return sum;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
      sum += other.result();
    }

    @Override
    public DoubleSum empty() {
      return new DoubleSum();
    }
  }
}
