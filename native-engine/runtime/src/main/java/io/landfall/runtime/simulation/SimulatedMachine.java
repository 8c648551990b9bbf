package io.landfall.runtime.simulation;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A clock, a disk and a source of choices, on which one simulated process after the other runs. One
 * thread; {@link #close} it, since it owns threads.
 */
public final class SimulatedMachine implements AutoCloseable {

  private static final long FIRST_MS = 1_000_000_000_000L;
  private static final int IO_THREADS = 2;

  private final SimulatedThread[] ioThreads = new SimulatedThread[IO_THREADS];
  private final GenericSerializers serializers;
  private Random random = new Random(0);
  private SimulationProfile profile;
  private SimulatedDisk disk;
  private DiskFaults faults = DiskFaults.NONE;
  private Consumer<Supplier<String>> trace;
  private Supplier<String> heading;
  private SimulatedProcess process;
  private long elapsedMs;
  private long clockOffsetMs;
  private long digest;

  /**
   * @param classLoader of the jobs' classes
   */
  public SimulatedMachine(ClassLoader classLoader) {
    serializers = GenericSerializers.reclaimable(classLoader);
    for (int i = 0; i < IO_THREADS; i++) {
      ioThreads[i] = new SimulatedThread("simulated-io-" + i);
    }
  }

  /**
   * Begins anew, with an empty disk.
   *
   * @param diskFaults what goes wrong on the disk
   * @param traceTo gets a line for each step; null for none
   */
  public void reset(
      long seed,
      SimulationProfile newProfile,
      DiskFaults diskFaults,
      Consumer<Supplier<String>> traceTo) {
    end();
    random = new Random(seed);
    profile = newProfile;
    faults = diskFaults;
    trace = traceTo;
    disk = new SimulatedDisk(new Guard());
    heading = null;
    elapsedMs = 0;
    clockOffsetMs = FIRST_MS;
    digest = seed;
  }

  /**
   * Starts a process that runs a job.
   *
   * @throws JobRefusedException as the engine does; then there is no process
   */
  public SimulatedProcess start(LogicalGraph graph) throws JobRefusedException {
    end();
    process = new SimulatedProcess(this, new SimulatedIo(ioThreads));
    try {
      process.start(graph);
    } catch (Throwable thrown) {
      end();
      throw thrown;
    }
    return process;
  }

  /** kill -9 together with a power failure: what was not made durable may be gone. */
  public void crash() {
    end();
    disk.crash(random);
  }

  /** The disk does not answer for a while: what is under way, or begun, gets on only then. */
  public void stallIo(long ms) {
    process.io().stall(elapsedMs + ms);
  }

  /** Whatever the running process does from now on has no effect; {@link #crash} has to follow. */
  public void kill() {
    if (process != null) {
      process.die();
    }
  }

  /** For what stands for the world outside: throws if the process that calls is dead. */
  public void dieIfDead() {
    if (process == null || process.isDead()) {
      throw new SimulatedCrash();
    }
  }

  /**
   * Has the world outside call the running process, if it lives that long.
   *
   * @param delayMs from now on
   */
  public void callLater(long delayMs, Runnable call) {
    dieIfDead();
    process.callLater(elapsedMs + delayMs, call);
  }

  /** Ends the running process, if there is one, and gives back what it holds. */
  public void end() {
    if (process != null) {
      process.bury();
      process = null;
      // To make them takes longer than most processes live.
      serializers.reclaim();
    }
  }

  /** Takes everything from the disk. */
  public void eraseDisk() {
    end();
    disk = new SimulatedDisk(new Guard());
  }

  public SimulatedDisk disk() {
    return disk;
  }

  /** What the wall clock says, since the epoch. */
  public long nowMs() {
    return elapsedMs + clockOffsetMs;
  }

  /** Time that only goes forward, ms since the machine began. */
  public long elapsedMs() {
    return elapsedMs;
  }

  /** Somebody sets the wall clock, forward or back. */
  public void setClockBy(long ms) {
    clockOffsetMs += ms;
  }

  /** The source of all choices; whoever draws from it takes part in what follows. */
  public Random random() {
    return random;
  }

  SimulationProfile profile() {
    return profile;
  }

  GenericSerializers serializers() {
    return serializers;
  }

  /**
   * From now on all is well: nothing is slow, and the clock goes so slowly that nothing is late.
   */
  public void calm() {
    profile = profile.calm();
  }

  void advance(long ms) {
    elapsedMs += ms;
  }

  /** A number that is the same for two runs only if they did the same; near enough. */
  public long digest() {
    return digest;
  }

  public boolean isTracing() {
    return trace != null;
  }

  /**
   * @param choice what happened, as a number for {@link #digest}
   * @param line the same in words
   */
  public void trace(int choice, Supplier<String> line) {
    note(choice);
    tell(line);
  }

  /** A line for whoever reads the trace, and nothing else. */
  public void tell(Supplier<String> line) {
    if (trace != null) {
      printHeading();
      print(line);
    }
  }

  /** As {@link #trace}, without words. */
  void note(int choice) {
    digest = (digest ^ choice) * 0x9E3779B97F4A7C15L + nowMs();
  }

  /** What stands before the lines that follow, if there are any. */
  void heading(Supplier<String> line) {
    heading = line;
  }

  void printHeading() {
    if (trace != null && heading != null) {
      Supplier<String> line = heading;
      heading = null;
      print(line);
    }
  }

  private void print(Supplier<String> line) {
    long atMs = elapsedMs;
    trace.accept(() -> String.format("%8d  %s", atMs, line.get()));
  }

  @Override
  public void close() {
    end();
    for (SimulatedThread thread : ioThreads) {
      thread.close();
    }
  }

  /** Lets I/O threads take turns at each operation, and the dead do nothing. */
  private final class Guard implements DiskFaults {

    @Override
    public void before(Operation operation, Path path) throws IOException {
      dieIfDead();
      pauseFor(delayMs());
      trace(
          operation.ordinal(),
          () -> "      disk: " + operation.name().toLowerCase().replace('_', ' ') + " " + path);
      faults.before(operation, path);
      if (process.io().isStalled(elapsedMs)) {
        pauseFor(0);
      }
    }

    private void pauseFor(long ms) {
      SimulatedThread current = SimulatedThread.current();
      if (current != null) {
        process.io().pause(current, elapsedMs + ms);
        dieIfDead();
      }
    }

    @Override
    public void after(Operation operation, Path path) throws IOException {
      faults.after(operation, path);
    }

    private long delayMs() {
      int oneIn = profile.slowIoOneIn();
      return oneIn > 0 && random.nextInt(oneIn) == 0 ? 1 + random.nextInt(profile.slowIoMs()) : 0;
    }
  }
}
