package io.landfall.it.benchmarks.loop;

import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import java.util.Queue;
import org.jctools.queues.SpscArrayQueue;

/**
 * One of a few threads that each make their share of the inputs and hand records to each other and
 * to themselves, each pair through a ring for each stage.
 */
abstract class MeshThread implements Runnable {

  /** As Landfall's channels by default. */
  private static final int RING_RECORDS = 1_024;

  /** How many records of one ring, or inputs, a thread does before it looks at the next. */
  private static final int BATCH = 256;

  private static final int SPINS = 64;

  private static final Object END = new Object();

  /** The rings between all threads: by stage, then from, then to. */
  record Rings(int stages, int threads, Queue<Object>[][][] all) {

    @SuppressWarnings("unchecked")
    static Rings of(int stages, int threads) {
      Queue<Object>[][][] all = (Queue<Object>[][][]) new Queue<?>[stages][threads][threads];
      for (Queue<Object>[][] stage : all) {
        for (Queue<Object>[] from : stage) {
          for (int to = 0; to < threads; to++) {
            from[to] = new SpscArrayQueue<>(RING_RECORDS);
          }
        }
      }
      return new Rings(stages, threads, all);
    }
  }

  protected final int thread;
  protected final int threads;
  private final int stages;
  private final long inputs;

  /** By stage and the thread at the other end. */
  private final Queue<Object>[][] outputs;

  private final Queue<Object>[][] received;

  /** Rings of each stage that have not ended. */
  private final int[] open;

  protected SinkMeter sink;

  @SuppressWarnings("unchecked")
  MeshThread(RunSpec spec, int thread, Rings rings) {
    this.thread = thread;
    threads = rings.threads();
    stages = rings.stages();
    inputs = spec.inputs() / threads;
    outputs = (Queue<Object>[][]) new Queue<?>[stages][];
    received = (Queue<Object>[][]) new Queue<?>[stages][threads];
    open = new int[stages];
    for (int stage = 0; stage < stages; stage++) {
      outputs[stage] = rings.all()[stage][thread];
      open[stage] = threads;
      for (int from = 0; from < threads; from++) {
        received[stage][from] = rings.all()[stage][from][thread];
      }
    }
  }

  /** Whether it is time for the input at {@code index}. */
  boolean isDue(long index) {
    return true;
  }

  /** Makes the input at {@code index} and puts what comes of it to stage 0. */
  abstract void input(long index);

  /** Does the work of {@code stage}. */
  abstract void onRecord(int stage, int from, Object record);

  /** All inputs of this thread are made. */
  void onInputsEnded() {}

  /** Hands on; while the ring is full, what waits behind it is worked on. */
  final void put(int stage, int to, Object record) {
    Queue<Object> ring = outputs[stage][to];
    int idle = 0;
    while (!ring.offer(record)) {
      idle = drain(stage) ? 0 : rest(idle);
    }
  }

  @Override
  public final void run() {
    sink = Stopwatch.newSink();
    long next = 0;
    int idle = 0;
    while (next < inputs) {
      long from = next;
      for (long until = Math.min(inputs, next + BATCH); next < until; next++) {
        long index = next * threads + thread;
        if (!isDue(index)) {
          break;
        }
        input(index);
      }
      idle = drain(0) || next > from ? 0 : rest(idle);
    }
    onInputsEnded();
    for (int stage = 0; stage < stages; stage++) {
      for (int to = 0; to < threads; to++) {
        put(stage, to, END);
      }
      idle = 0;
      while (open[stage] > 0) {
        idle = drain(stage) ? 0 : rest(idle);
      }
    }
  }

  /** Spins a little, then lets the other thread have the core, if there is only one free. */
  int rest(int idle) {
    if (idle < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
    return idle + 1;
  }

  /** Works on what waits at {@code firstStage} and behind, last stage first; false if nothing. */
  private boolean drain(int firstStage) {
    boolean any = false;
    for (int stage = stages - 1; stage >= firstStage; stage--) {
      for (int from = 0; from < threads; from++) {
        any |= drain(stage, from);
      }
    }
    return any;
  }

  private boolean drain(int stage, int from) {
    Queue<Object> ring = received[stage][from];
    for (int i = 0; i < BATCH; i++) {
      Object record = ring.poll();
      if (record == null) {
        return i > 0;
      }
      if (record == END) {
        open[stage]--;
      } else {
        onRecord(stage, from, record);
      }
    }
    return true;
  }
}
