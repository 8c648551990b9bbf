package io.landfall.runtime.task;

import io.landfall.operators.spi.OperatorContext.ThreadAction;
import io.landfall.runtime.channel.Wakeup;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.MpscUnboundedArrayQueue;

/**
 * What other threads want of a task: commands of the job thread, and actions that user code hands
 * over from threads of its own. Actions are bounded; a foreign thread waits while too many are
 * queued.
 */
public final class TaskMailbox {

  private static final int COMMAND_CHUNK = 32;
  private static final int ACTION_CAPACITY = 4_096;
  private static final long FULL_REST_NS = 50_000;

  private final MpscUnboundedArrayQueue<TaskCommand> commands =
      new MpscUnboundedArrayQueue<>(COMMAND_CHUNK);
  private final MpscArrayQueue<ThreadAction> actions = new MpscArrayQueue<>(ACTION_CAPACITY);
  private final ArrayDeque<ThreadAction> ownActions = new ArrayDeque<>();
  private final String taskName;
  private volatile Wakeup wakeup = () -> {};
  private volatile Thread taskThread;
  private volatile boolean closed;

  public TaskMailbox(String taskName) {
    this.taskName = taskName;
  }

  /** Who steps the task from now on; before the first step, or while nobody does. */
  public void wakeWith(Wakeup taskWakeup) {
    wakeup = taskWakeup;
  }

  /** Any thread. */
  public void send(TaskCommand command) {
    commands.offer(command);
    wake();
  }

  /**
   * Any thread; a foreign one waits while the mailbox is full.
   *
   * @throws RejectedExecutionException if the task has ended
   */
  void execute(ThreadAction action) {
    if (Thread.currentThread() == taskThread) {
      ownActions.add(action);
      return;
    }
    boolean interrupted = false;
    while (true) {
      if (closed) {
        throw new RejectedExecutionException(
            "task "
                + taskName
                + " has ended; the call from thread '"
                + Thread.currentThread().getName()
                + "' came too late and was not carried out");
      }
      if (actions.offer(action)) {
        wake();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return;
      }
      wakeup.signal();
      LockSupport.parkNanos(this, FULL_REST_NS);
      // An interrupted thread would not rest but spin; it is told again when it gets out.
      interrupted |= Thread.interrupted();
    }
  }

  /** Any thread: what the caller wrote before is seen by the task's next step. */
  void wake() {
    // A queue's offer ends in an ordered store, behind which the look at who rests could be early.
    VarHandle.fullFence();
    wakeup.signal();
  }

  /** As {@link #wake}, for who has made visible already what it wrote. Any thread. */
  public void signal() {
    wakeup.signal();
  }

  /** Task thread only, as all below: null if there is none. */
  TaskCommand pollCommand() {
    return commands.isEmpty() ? null : commands.poll();
  }

  ThreadAction pollAction() {
    ThreadAction own = ownActions.poll();
    return own != null ? own : actions.isEmpty() ? null : actions.poll();
  }

  /** The thread that steps the task from now on; while none does. */
  public void bindTo(Thread thread) {
    taskThread = thread;
  }

  /** Later calls of {@link #execute} are refused; what is queued is dropped. */
  void close() {
    closed = true;
    actions.clear();
    ownActions.clear();
  }
}
