package io.landfall.runtime.job;

import io.landfall.runtime.channel.Wakeup;
import io.landfall.runtime.task.Task;
import io.landfall.runtime.task.TaskId;
import io.landfall.runtime.worker.Turns;
import io.landfall.runtime.worker.Worker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the tasks of one start on threads of the operating system. Job thread only. */
final class TaskThreads implements TaskRunner {

  private final String jobName;
  private final int threads;
  private final ClassLoader classLoader;
  private final List<Worker> workers = new ArrayList<>();

  /**
   * @param threads for cooperative tasks
   */
  TaskThreads(String jobName, int threads, ClassLoader classLoader) {
    this.jobName = jobName;
    this.threads = threads;
    this.classLoader = classLoader;
  }

  @Override
  public void launch(Deployment deployment) {
    workers.clear();
    Map<TaskId, Wakeup> wakeups = new HashMap<>();
    List<Deployment.ThreadGroup> groups = deployment.threadGroups(threads);
    long own = groups.stream().filter(Deployment.ThreadGroup::mayBlock).count();
    Turns turns = own > threads ? new Turns(threads) : null;
    for (Deployment.ThreadGroup group : groups) {
      Worker worker =
          new Worker(
              jobName + "/" + group.name(),
              group.mayBlock(),
              group.tasks(),
              classLoader,
              group.mayBlock() ? turns : null);
      workers.add(worker);
      group.tasks().forEach(task -> wakeups.put(task.id(), worker.wakeup()));
    }
    for (int i = 0; i < groups.size(); i++) {
      for (Task task : groups.get(i).tasks()) {
        workers
            .get(i)
            .wakeAfterProgress(
                deployment.neighboursOf(task.id()).stream().map(wakeups::get).toList());
      }
    }
    if (turns != null) {
      turns.start();
    }
    workers.forEach(Worker::start);
  }

  @Override
  public void interrupt() {
    workers.stream().filter(Worker::isAlive).forEach(Worker::interrupt);
  }

  @Override
  public List<String> stillRunning() {
    List<String> running = new ArrayList<>();
    for (Worker worker : workers) {
      StackTraceElement[] stack = worker.stackTrace();
      if (worker.isAlive()) {
        running.add(worker.name() + (stack.length == 0 ? "" : " in " + stack[0]));
      }
    }
    return running;
  }
}
