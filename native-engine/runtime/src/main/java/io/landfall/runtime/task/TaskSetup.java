package io.landfall.runtime.task;

import io.landfall.api.function.KeySelector;
import io.landfall.api.graph.Partitioning;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.channel.ChannelSender;
import io.landfall.runtime.metrics.MetricRegistry;
import io.landfall.runtime.serialization.GenericSerializers;
import io.landfall.runtime.state.KeptState;
import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.state.StateBackend;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * All that a task is made from.
 *
 * @param operators the chain, head first
 * @param inputs the channels to read; none for a source
 * @param restored whether there is state to restore, and from which checkpoint
 */
public record TaskSetup(
    TaskId id,
    int subtaskIndex,
    int parallelism,
    List<OperatorSetup> operators,
    List<InputSetup> inputs,
    JobSetup job,
    TaskReporter reporter,
    TaskMailbox mailbox) {

  /**
   * What all tasks of one attempt share.
   *
   * @param processingTimeMs wall clock, ms since the epoch
   * @param elapsedMs time that only goes forward, in ms since whenever
   * @param seeds gives a new seed for random choices at each call
   */
  public record JobSetup(
      String jobName,
      int attempt,
      long restoredCheckpointId,
      GenericSerializers serializers,
      StateBackend stateBackend,
      LongSupplier processingTimeMs,
      LongSupplier elapsedMs,
      LongSupplier seeds,
      TaskBatches batches,
      MetricRegistry metrics,
      WatermarkGroups watermarkGroups) {}

  /**
   * One operator of the chain.
   *
   * @param metricScope what its metrics are called by; no other operator's
   * @param kept what the subtask held at that checkpoint, in an earlier start of the job in this
   *     process; {@link KeptState#NONE} if it holds nothing
   * @param restored what each old subtask wrote, by its index; empty if nothing is restored
   */
  public record OperatorSetup(
      int operatorId,
      String uid,
      String name,
      String metricScope,
      boolean keyed,
      int keyGroupCount,
      OperatorFactory factory,
      List<EdgeSetup> outputs,
      List<? extends RestoredSections> restored,
      KeptState kept) {}

  /**
   * An edge that leaves an operator.
   *
   * @param output null for the main output
   * @param keyGroupCount of the receiving operator
   * @param channels to each subtask of the receiver (for forward: to one); null if the receiver is
   *     the next operator of the chain
   */
  public record EdgeSetup(
      String output,
      Partitioning partitioning,
      int toOperatorId,
      int keyGroupCount,
      List<ChannelSender> channels) {}

  /**
   * A channel to read.
   *
   * @param input ordinal at the head of the chain
   * @param key null if that input has none
   */
  public record InputSetup(Channel channel, int input, KeySelector<?, ?> key, boolean feedback) {}

  /** For logs and thread names, such as {@code count (2/4)}. */
  public String name() {
    StringBuilder name = new StringBuilder();
    for (OperatorSetup operator : operators) {
      name.append(name.length() == 0 ? "" : " > ").append(operator.name());
    }
    return name.append(" (")
        .append(subtaskIndex + 1)
        .append('/')
        .append(parallelism)
        .append(')')
        .toString();
  }
}
