package io.landfall.runtime.job;

import io.landfall.runtime.task.Task;
import io.landfall.runtime.task.TaskMailbox;
import io.landfall.runtime.worker.Crew;
import io.landfall.runtime.worker.TaskGroup;
import io.landfall.runtime.worker.Worker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the tasks of one start on threads of the operating system. Job thread only. */
final class TaskThreads implements TaskRunner {

  /**
   * So many channels still fit into a near cache, and are faster each for itself: no lock is taken,
   * nor does a barrier wait for others.
   */
  private static final int MOST_UNSHARED = 1 << 10;

  private final String jobName;
  private final int threads;
  private final ClassLoader classLoader;
  private final List<Worker> cooperative = new ArrayList<>();
  private Crew blocking;

  /**
   * @param threads for cooperative tasks, and as many for those that may block, as long as they do
   *     not
   */
  TaskThreads(String jobName, int threads, ClassLoader classLoader) {
    this.jobName = jobName;
    this.threads = threads;
    this.classLoader = classLoader;
  }

  @Override
  public int threadCount() {
    return threads;
  }

  @Override
  public int mostUnshared() {
    return MOST_UNSHARED;
  }

  @Override
  public void launch(Deployment deployment) {
    cooperative.clear();
    Map<Integer, List<List<Task>>> shares = new LinkedHashMap<>();
    for (Placement.Group group : deployment.placement().groups()) {
      List<Task> tasks = group.tasks().stream().map(deployment.tasks()::get).toList();
      if (group.mayBlock()) {
        shares.computeIfAbsent(group.thread(), thread -> new ArrayList<>()).add(tasks);
      } else {
        cooperative.add(
            new Worker(
                jobName + "/" + group.name(),
                false,
                List.of(new TaskGroup(tasks)),
                classLoader,
                task -> neighbours(deployment, task)));
      }
    }
    blocking = new Crew(jobName + "/", classLoader, task -> neighbours(deployment, task));
    blocking.start(List.copyOf(shares.values()));
    cooperative.forEach(Worker::start);
  }

  private static List<TaskMailbox> neighbours(Deployment deployment, Task task) {
    return deployment.neighboursOf(task.id()).stream()
        .map(id -> deployment.tasks().get(id).mailbox())
        .toList();
  }

  private List<Worker> workers() {
    List<Worker> all = new ArrayList<>(cooperative);
    if (blocking != null) {
      all.addAll(blocking.workers());
    }
    return all;
  }

  @Override
  public void interrupt() {
    workers().stream().filter(Worker::isAlive).forEach(Worker::interrupt);
  }

  @Override
  public List<String> stillRunning() {
    List<String> running = new ArrayList<>();
    for (Worker worker : workers()) {
      StackTraceElement[] stack = worker.stackTrace();
      if (worker.isAlive()) {
        running.add(worker.name() + (stack.length == 0 ? "" : " in " + stack[0]));
      }
    }
    return running;
  }
}
