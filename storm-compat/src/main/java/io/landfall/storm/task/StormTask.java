package io.landfall.storm.task;

import io.landfall.operators.spi.OperatorContext;
import io.landfall.storm.time.SimulatedTimers;
import io.landfall.storm.topology.ComponentPlan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.apache.storm.ICredentialsListener;
import org.apache.storm.task.TopologyContext;

/**
 * One task of the user's while it runs: everything around the user's object. Its thread only, save
 * the {@link TopologyControl.Listener} methods.
 */
public final class StormTask implements TopologyControl.Listener {

  private final TopologyRuns runs;
  private final ComponentPlan component;
  private final OperatorContext operatorContext;
  private final int id;
  private final TopologyRun run;
  private final ExecutorShared executor;
  private final TopologyContext context;
  private final TaskThread thread;
  private final TaskCounts counts;
  private final TaskEmitter emitter;
  private final TaskHooks hooks;
  private final Object userObject;
  private final EmitLog emitLog;
  private volatile Runnable onActivation;
  private boolean closed;

  /** Joins the run and resolves all that is needed; {@link #close} must follow. */
  public static StormTask open(
      TopologyRuns runs, ComponentPlan component, OperatorContext operatorContext) {
    TopologyRun run = runs.acquire();
    try {
      return new StormTask(runs, run, component, operatorContext);
    } catch (RuntimeException | Error e) {
      runs.release();
      throw e;
    }
  }

  private StormTask(
      TopologyRuns runs,
      TopologyRun run,
      ComponentPlan component,
      OperatorContext operatorContext) {
    this.runs = runs;
    this.component = component;
    this.operatorContext = operatorContext;
    this.id = component.tasks().get(operatorContext.subtaskIndex());
    this.run = run;
    this.executor = run.executor(component, id);
    this.thread =
        new TaskThread(
            operatorContext,
            "Thread-" + component.id() + "-executor" + executor.range(),
            run.traffic());
    this.context = run.taskContext(id, executor);
    this.counts = new TaskCounts(run.metrics(), runs.plan().stormId(), component.id(), id);
    this.emitter =
        new TaskEmitter(
            run.workerContext(),
            new StreamRoutes(runs.plan(), run, component, executor, operatorContext, counts),
            component,
            id,
            run.traffic());
    this.userObject = runs.newInstance(component, executor.conf());
    this.hooks = new TaskHooks(context, executor.conf());
    this.emitLog = EmitLog.of(this);
    Thread.currentThread().setContextClassLoader(StormTask.class.getClassLoader());
    runs.control().add(this);
    run.entered(thread);
  }

  public TopologyRuns runs() {
    return runs;
  }

  public ComponentPlan component() {
    return component;
  }

  public OperatorContext operatorContext() {
    return operatorContext;
  }

  /** The Storm task id. */
  public int id() {
    return id;
  }

  public TopologyRun run() {
    return run;
  }

  public ExecutorShared executor() {
    return executor;
  }

  /** What {@code open} and {@code prepare} get. */
  public TopologyContext context() {
    return context;
  }

  public TaskThread thread() {
    return thread;
  }

  public TaskEmitter emitter() {
    return emitter;
  }

  /** What Storm counts of a task. */
  public TaskCounts counts() {
    return counts;
  }

  public TaskHooks hooks() {
    return hooks;
  }

  /** The user's spout or bolt, in whatever Storm wrapped it. */
  public Object userObject() {
    return userObject;
  }

  /**
   * Tells task hooks and logs of an emit.
   *
   * @param messageId null for none
   */
  public void emitted(
      List<Object> values, String stream, Collection<Integer> targets, Object messageId) {
    hooks.emit(values, stream, targets);
    if (emitLog != null) {
      emitLog.emitted(values, stream, targets, messageId);
    }
  }

  /** The user's object is open: what metrics it registered is read from now on. */
  public void startMetrics() {
    // Who takes part in metrics and events reports none.
    if (!component.isSystem()) {
      new TaskMetricsReport(this, run.metrics()).start();
    }
  }

  public void reportError(Throwable error) {
    runs.control().errors().add(component.id(), id, error);
  }

  /** Credentials come before {@code open} or {@code prepare}, to those who want any. */
  public void giveCredentials(Map<String, String> credentials) {
    if (userObject instanceof ICredentialsListener listener) {
      listener.setCredentials(credentials);
    }
  }

  /** What is under way in the run; null if nobody asks. */
  public Traffic traffic() {
    return run.traffic();
  }

  /** Runs {@code action} on the task's thread when so much time of Storm's clock has passed. */
  public void schedule(long delayMs, OperatorContext.ThreadAction action) {
    Traffic.Watch watch = runs.control().watch();
    if (watch != null && watch.simulatedTime()) {
      SimulatedTimers.ofProcess().schedule(delayMs, () -> fire(action));
    } else {
      operatorContext.schedule(delayMs, action);
    }
  }

  private void fire(OperatorContext.ThreadAction action) {
    traffic().began();
    try {
      operatorContext.execute(
          () -> {
            action.run();
            traffic().ended();
          });
    } catch (RejectedExecutionException taskHasEnded) {
      traffic().ended();
    }
  }

  /** Has {@code action} run on the task's thread when the topology is activated. */
  public void onActivation(Runnable action) {
    onActivation = action;
  }

  @Override
  public void onActivationChanged() {
    if (onActivation != null && runs.control().isActive()) {
      thread.queue(onActivation::run);
    } else {
      operatorContext.wakeUp();
    }
  }

  @Override
  public void onNewCredentials(Map<String, String> credentials) {
    if (userObject instanceof ICredentialsListener) {
      thread.queue(() -> giveCredentials(credentials));
    }
  }

  /** Leaves the run. */
  public void close() {
    if (!closed) {
      closed = true;
      runs.control().remove(this);
      run.left(thread);
      try {
        hooks.cleanup();
      } finally {
        // Or the next start would join this run, with its counts of pending messages.
        runs.release();
      }
    }
  }
}
