package io.landfall.it.benchmarks.micro;

import io.landfall.api.function.InvertibleAggregateFunction;
import io.landfall.api.function.KeySelector;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.window.SlidingWindows;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import io.landfall.operators.window.WindowFactory;
import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.channel.Signal;
import io.landfall.runtime.channel.SpscRing;
import java.time.Duration;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One record through a window operator in its task, with its share of the windows that fire: sums
 * of 10,000 keys, a hundred records to a millisecond of event time, nobody reads the results.
 */
@State(Scope.Thread)
public class WindowBenchmark extends Settings {

  private static final int BATCH = 256;
  private static final int KEYS = 10_000;
  private static final int RECORDS = 1 << 16;
  private static final int PER_MS = 100;

  @Param({"tumbling", "sliding"})
  public String windows;

  private final Channel channel = new SpscRing(2 * BATCH);
  private final Reading[] readings = new Reading[RECORDS];
  private SteppedTask task;
  private long next;

  /** A value of a key. */
  record Reading(Long key, long value) {}

  /** An accumulator of bare numbers. */
  static final class Sums {
    long sum;
    long count;
  }

  /** Adds up, in place. */
  private static final class Adding implements InvertibleAggregateFunction<Reading, Sums, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Sums createAccumulator() {
      return new Sums();
    }

    @Override
    public Sums add(Reading reading, Sums sums) {
      sums.sum += reading.value();
      sums.count++;
      return sums;
    }

    @Override
    public Sums merge(Sums left, Sums right) {
      left.sum += right.sum;
      left.count += right.count;
      return left;
    }

    @Override
    public Sums retract(Sums whole, Sums part) {
      whole.sum -= part.sum;
      whole.count -= part.count;
      return whole;
    }

    @Override
    public Long result(Sums sums) {
      return sums.sum;
    }
  }

  @Setup(Level.Trial)
  public void open() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < RECORDS; i++) {
      readings[i] = new Reading((long) random.nextInt(KEYS), i);
    }
    WindowAssigner<?, ?> assigner =
        windows.equals("tumbling")
            ? TumblingWindows.eventTime(Duration.ofSeconds(1))
            : SlidingWindows.eventTime(Duration.ofSeconds(10), Duration.ofMillis(100));
    WindowComputation sums = new WindowComputation.Aggregate(new Adding(), null);
    KeySelector<Reading, Long> key = Reading::key;
    task =
        SteppedTask.start(
            new WindowFactory(new BuiltIn.Window(assigner, null, null, 0, null, sums)),
            channel,
            key);
  }

  @TearDown(Level.Trial)
  public void close() {
    task.close();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void record() {
    for (int i = 0; i < BATCH; i++) {
      channel.offer(readings[(int) next & RECORDS - 1], next / PER_MS);
      next++;
    }
    channel.offerSignal(new Signal.Watermark(next / PER_MS - 1), Channel.NO_TIMESTAMP);
    while (channel.size() > 0) {
      task.step();
    }
  }
}
