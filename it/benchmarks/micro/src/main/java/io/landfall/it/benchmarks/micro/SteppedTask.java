package io.landfall.it.benchmarks.micro;

import io.landfall.api.function.KeySelector;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.metrics.MetricRegistry;
import io.landfall.runtime.serialization.GenericSerializers;
import io.landfall.runtime.state.HeapStateBackend;
import io.landfall.runtime.state.KeptState;
import io.landfall.runtime.task.OperatorFailure;
import io.landfall.runtime.task.StepResult;
import io.landfall.runtime.task.Task;
import io.landfall.runtime.task.TaskBatches;
import io.landfall.runtime.task.TaskCommand;
import io.landfall.runtime.task.TaskId;
import io.landfall.runtime.task.TaskMailbox;
import io.landfall.runtime.task.TaskReporter;
import io.landfall.runtime.task.TaskSetup;
import io.landfall.runtime.task.WatermarkGroups;
import java.util.List;

/** One keyed operator in a task that the benchmark's own thread steps. No checkpoints. */
final class SteppedTask implements TaskReporter {

  private static final int KEY_GROUPS = 128;
  private static final String NAME = "benchmark";

  private Task task;
  private OperatorFailure failure;

  private SteppedTask() {}

  static SteppedTask start(OperatorFactory factory, Channel input, KeySelector<?, ?> key) {
    SteppedTask stepped = new SteppedTask();
    TaskMailbox mailbox = new TaskMailbox(NAME);
    stepped.task =
        new Task(
            new TaskSetup(
                new TaskId(0, 0),
                0,
                1,
                List.of(
                    new TaskSetup.OperatorSetup(
                        0,
                        NAME,
                        NAME,
                        NAME,
                        true,
                        KEY_GROUPS,
                        factory,
                        List.of(),
                        List.of(),
                        KeptState.NONE)),
                List.of(new TaskSetup.InputSetup(input, 0, key, false)),
                new TaskSetup.JobSetup(
                    NAME,
                    0,
                    -1,
                    new GenericSerializers(SteppedTask.class.getClassLoader()),
                    new HeapStateBackend(),
                    System::currentTimeMillis,
                    () -> System.nanoTime() / 1_000_000,
                    () -> 1,
                    TaskBatches.DEFAULT,
                    new MetricRegistry(),
                    new WatermarkGroups()),
                stepped,
                mailbox));
    stepped.step();
    mailbox.send(new TaskCommand.Start());
    stepped.step();
    return stepped;
  }

  /**
   * @throws OperatorFailure what the operator threw
   */
  void step() {
    if (task.step() == StepResult.DONE && failure != null) {
      throw failure;
    }
  }

  void close() {
    task.cancel();
    step();
  }

  @Override
  public void onOpened(TaskId opened) {}

  @Override
  public void onSnapshot(
      TaskId of, long checkpointId, List<OperatorSnapshot> snapshots, boolean hasLog) {}

  @Override
  public void onOnlyCycleLeft(TaskId of) {}

  @Override
  public void onEnded(TaskId ended) {}

  @Override
  public void onClosed(TaskId closed, OperatorFailure cause) {
    failure = cause;
  }

  @Override
  public void onSourceEvent(TaskId of, int operatorId, Object event) {}
}
