package io.landfall.runtime.job;

import io.landfall.runtime.task.Task;
import io.landfall.runtime.task.TaskMailbox;
import io.landfall.runtime.worker.Crew;
import io.landfall.runtime.worker.TaskGroup;
import io.landfall.runtime.worker.Worker;
import java.util.ArrayList;
import java.util.List;

/** Runs the tasks of one start on threads of the operating system. Job thread only. */
final class TaskThreads implements TaskRunner {

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
  public void launch(Deployment deployment) {
    cooperative.clear();
    List<List<List<Task>>> shares = new ArrayList<>();
    int next = 0;
    for (Deployment.ThreadGroup group : deployment.threadGroups(threads)) {
      if (!group.mayBlock()) {
        cooperative.add(
            new Worker(
                jobName + "/" + group.name(),
                false,
                List.of(new TaskGroup(group.tasks())),
                classLoader,
                task -> neighbours(deployment, task)));
        continue;
      }
      if (shares.size() < threads) {
        shares.add(new ArrayList<>());
      }
      shares.get(next++ % shares.size()).add(group.tasks());
    }
    blocking = new Crew(jobName + "/", classLoader, task -> neighbours(deployment, task));
    blocking.start(shares);
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
