package io.landfall.runtime.job;

import io.landfall.api.graph.Engine;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Options;
import io.landfall.runtime.metrics.MetricRegistry;
import io.landfall.runtime.serialization.GenericSerializers;
import io.landfall.runtime.state.HeapStateBackend;
import io.landfall.runtime.storage.CheckpointStorage;
import io.landfall.runtime.storage.DirectoryCheckpointStorage;
import io.landfall.runtime.storage.LocalDisk;
import io.landfall.runtime.storage.MemoryCheckpointStorage;
import io.landfall.runtime.storage.StoredCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs in this process. Any thread. */
public final class NativeEngine implements Engine {

  private static final Logger LOG = LoggerFactory.getLogger(NativeEngine.class);

  private static final int IO_THREADS = 2;

  @Override
  public String name() {
    return "native";
  }

  @Override
  public JobHandle start(LogicalGraph graph) throws JobRefusedException {
    JobPlan plan = JobPlan.of(graph);
    CheckpointStorage storage = storage(graph);
    RestoredState restored;
    try {
      restored = restored(graph, storage);
      restored.check(plan);
    } catch (JobRefusedException | RuntimeException e) {
      close(storage);
      throw e;
    } catch (IOException e) {
      close(storage);
      throw new JobRefusedException(describe(e), e);
    }
    ClassLoader classLoader = classLoader();
    LongSupplier clockMs = System::currentTimeMillis;
    MetricRegistry metrics = new MetricRegistry();
    BlockingQueue<JobEvent> events = new LinkedBlockingQueue<>();
    ExecutorService io = ioThreads(graph.jobName());
    int threads = graph.options().get(JobOptions.THREADS);
    JobDriver driver =
        new JobDriver(
            plan,
            restored,
            new JobDriver.Surroundings(
                clockMs,
                new TaskThreads(
                    graph.jobName(),
                    threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
                    clockMs,
                    classLoader),
                io,
                events::add,
                storage,
                new HeapStateBackend(),
                new GenericSerializers(classLoader),
                metrics));
    JobThread thread = new JobThread(driver, events, clockMs, metrics, io);
    thread.start(classLoader);
    return thread;
  }

  private static CheckpointStorage storage(LogicalGraph graph) throws JobRefusedException {
    Options options = graph.options();
    String stateDir = options.get(JobOptions.STATE_DIR);
    if (stateDir == null || !options.get(JobOptions.CHECKPOINTING)) {
      return new MemoryCheckpointStorage(graph.jobName());
    }
    try {
      Path path = Path.of(stateDir);
      return options.get(JobOptions.FRESH)
          ? DirectoryCheckpointStorage.openFresh(path, graph.jobName(), new LocalDisk())
          : DirectoryCheckpointStorage.open(path, graph.jobName(), new LocalDisk());
    } catch (IOException e) {
      throw new JobRefusedException(describe(e), e);
    }
  }

  private static RestoredState restored(LogicalGraph graph, CheckpointStorage storage)
      throws JobRefusedException {
    try {
      Optional<StoredCheckpoint> latest = storage.latest();
      storage.problems().forEach(LOG::warn);
      if (latest.isPresent()) {
        return RestoredState.of(latest.get());
      }
      String from = graph.options().get(JobOptions.RESTORE_FROM);
      return from == null
          ? RestoredState.NONE
          : RestoredState.of(
              DirectoryCheckpointStorage.openCheckpoint(Path.of(from), new LocalDisk()));
    } catch (IOException e) {
      throw new JobRefusedException(describe(e), e);
    }
  }

  private static String describe(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static void close(CheckpointStorage storage) {
    try {
      storage.close();
    } catch (Exception e) {
      LOG.warn("closing checkpoint storage", e);
    }
  }

  private static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? NativeEngine.class.getClassLoader() : context;
  }

  private static ExecutorService ioThreads(String jobName) {
    AtomicInteger next = new AtomicInteger();
    return Executors.newFixedThreadPool(
        IO_THREADS,
        task -> {
          Thread thread = new Thread(task, jobName + "/io-" + next.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }
}
