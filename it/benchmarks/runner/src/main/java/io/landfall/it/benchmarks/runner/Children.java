package io.landfall.it.benchmarks.runner;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The processes that run, so that none outlives this one, however it ends. Any thread.
 *
 * <p>Once this process ends, {@link #start} and {@link #ended} do not return: the thread that
 * starts one run after the other must not take the killed one for a failure and go on.
 */
final class Children {

  private final Set<Process> running = new HashSet<>();
  private boolean ending;

  /** To be called once; from then on Ctrl-C kills them. */
  void killWhenThisProcessEnds() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::killAll, "kill-children"));
  }

  synchronized Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    waitIfEnding();
    Process process = builder.start();
    running.add(process);
    return process;
  }

  synchronized void ended(Process process) throws InterruptedException {
    waitIfEnding();
    running.remove(process);
  }

  /** With the processes that it started itself. */
  static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void waitIfEnding() throws InterruptedException {
    while (ending) {
      wait();
    }
  }

  private synchronized void killAll() {
    ending = true;
    running.forEach(Children::kill);
  }
}
