package io.landfall.runtime.task;

import io.landfall.api.function.KeySelector;
import io.landfall.api.function.Partitioner;
import io.landfall.operators.spi.DirectOutput;
import io.landfall.runtime.channel.Signal;
import io.landfall.runtime.state.KeyGroups;
import java.util.Arrays;
import java.util.SplittableRandom;

/** An edge over channels, one class a way of choosing among them. */
abstract class ChannelOutput extends EdgeOutput {

  protected final ChannelWriter[] writers;

  ChannelOutput(ChannelWriter[] writers) {
    this.writers = writers;
  }

  @Override
  final void passWatermark(long watermarkMs) {
    Signal.Watermark watermark = new Signal.Watermark(watermarkMs);
    for (ChannelWriter writer : writers) {
      writer.emit(watermark);
    }
  }

  @Override
  final void passIdle(boolean idle) {
    for (ChannelWriter writer : writers) {
      writer.emit(idle ? Signal.Idle.IDLE : Signal.Idle.ACTIVE);
    }
  }

  /** Forward and global: always the same channel for records. */
  static final class First extends ChannelOutput {
    private final ChannelWriter first;

    First(ChannelWriter[] writers) {
      super(writers);
      first = writers[0];
    }

    @Override
    public void emit(Object value, long timestampMs) {
      first.emit(value, timestampMs);
    }
  }

  static final class ByKey extends ChannelOutput {
    private final KeySelector<Object, Object> selector;
    private final String emitter;
    private final ChannelWriter[] byKeyGroup;

    ByKey(
        ChannelWriter[] writers,
        KeySelector<Object, Object> selector,
        int keyGroupCount,
        String emitter) {
      super(writers);
      this.selector = selector;
      this.emitter = emitter;
      byKeyGroup = new ChannelWriter[keyGroupCount];
      for (int group = 0; group < keyGroupCount; group++) {
        byKeyGroup[group] = writers[KeyGroups.subtaskOf(group, writers.length, keyGroupCount)];
      }
    }

    @Override
    public void emit(Object value, long timestampMs) {
      Object key = KeySelection.keyOf(selector, value, emitter);
      byKeyGroup[KeyGroups.of(key, byKeyGroup.length)].emit(value, timestampMs);
    }
  }

  static final class Rebalance extends ChannelOutput {
    private int next;

    /**
     * @param start subtasks begin at different targets, so that few records still spread
     */
    Rebalance(ChannelWriter[] writers, int start) {
      super(writers);
      next = start % writers.length;
    }

    @Override
    public void emit(Object value, long timestampMs) {
      writers[next].emit(value, timestampMs);
      if (++next == writers.length) {
        next = 0;
      }
    }
  }

  static final class Shuffle extends ChannelOutput {
    private final SplittableRandom random;

    Shuffle(ChannelWriter[] writers, long seed) {
      super(writers);
      random = new SplittableRandom(seed);
    }

    @Override
    public void emit(Object value, long timestampMs) {
      writers[random.nextInt(writers.length)].emit(value, timestampMs);
    }
  }

  /** Records go to some of the channels in turn, signals to all. */
  static final class Some extends ChannelOutput {
    private final ChannelWriter[] some;
    private int next;

    private Some(ChannelWriter[] writers, ChannelWriter[] some) {
      super(writers);
      this.some = some;
    }

    /** The share of one of {@code parallelism} subtasks in all receivers. */
    static Some rescale(ChannelWriter[] writers, int subtask, int parallelism) {
      int first = (int) ((long) subtask * writers.length / parallelism);
      int end = (int) ((long) (subtask + 1) * writers.length / parallelism);
      return new Some(writers, Arrays.copyOfRange(writers, first, Math.max(first + 1, end)));
    }

    @Override
    public void emit(Object value, long timestampMs) {
      some[next].emit(value, timestampMs);
      if (++next == some.length) {
        next = 0;
      }
    }
  }

  static final class Broadcast extends ChannelOutput {
    Broadcast(ChannelWriter[] writers) {
      super(writers);
    }

    @Override
    public void emit(Object value, long timestampMs) {
      for (ChannelWriter writer : writers) {
        writer.emit(value, timestampMs);
      }
    }
  }

  static final class Custom extends ChannelOutput {
    private final Partitioner<Object> partitioner;
    private final KeySelector<Object, Object> selector;
    private final String emitter;

    Custom(
        ChannelWriter[] writers,
        Partitioner<Object> partitioner,
        KeySelector<Object, Object> selector,
        String emitter) {
      super(writers);
      this.partitioner = partitioner;
      this.selector = selector;
      this.emitter = emitter;
    }

    @Override
    public void emit(Object value, long timestampMs) {
      Object key = KeySelection.keyOf(selector, value, emitter);
      int target = partitioner.partition(key, writers.length);
      if (target < 0 || target >= writers.length) {
        throw new OperatorFailure(
            emitter,
            new IndexOutOfBoundsException(
                "custom partitioner chose subtask " + target + " of " + writers.length));
      }
      writers[target].emit(value, timestampMs);
    }
  }

  /** The emitter names the subtask. */
  static final class Direct extends ChannelOutput implements DirectOutput {
    Direct(ChannelWriter[] writers) {
      super(writers);
    }

    @Override
    public void emit(Object value, long timestampMs) {
      throw new IllegalStateException("a direct edge takes records through directOutput only");
    }

    @Override
    public int targetCount() {
      return writers.length;
    }

    @Override
    public void emit(int targetSubtask, Object value, long timestampMs) {
      writers[targetSubtask].emit(value, timestampMs);
    }
  }
}
