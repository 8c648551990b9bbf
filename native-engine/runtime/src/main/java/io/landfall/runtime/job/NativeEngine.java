package io.landfall.runtime.job;

import io.landfall.api.graph.Engine;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.option.JobOptions;
import io.landfall.runtime.serialization.GenericSerializers;
import io.landfall.runtime.state.HeapStateBackend;
import io.landfall.runtime.storage.LocalDisk;
import io.landfall.runtime.task.TaskBatches;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Runs jobs in this process. Any thread. */
public final class NativeEngine implements Engine {

  private static final int IO_THREADS = 2;

  @Override
  public String name() {
    return "native";
  }

  @Override
  public JobHandle start(LogicalGraph graph) throws JobRefusedException {
    ClassLoader classLoader = classLoader();
    LongSupplier clockMs = System::currentTimeMillis;
    // No thread runs before the job's first write.
    ExecutorService io = ioThreads(graph.jobName());
    int threads = graph.options().get(JobOptions.THREADS);
    Platform platform =
        new Platform(
            clockMs,
            elapsedMs(),
            new SecureRandom()::nextLong,
            new LocalDisk(),
            io,
            new TaskThreads(
                graph.jobName(),
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
                classLoader),
            new HeapStateBackend(),
            new GenericSerializers(classLoader),
            TaskBatches.DEFAULT);
    JobThread thread = new JobThread(SteppedJob.prepare(graph, platform), io);
    thread.start(classLoader);
    return thread;
  }

  private static LongSupplier elapsedMs() {
    long originNs = System.nanoTime();
    return () -> (System.nanoTime() - originNs) / 1_000_000;
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
