package io.landfall.runtime.task;

import io.landfall.api.function.Counter;
import io.landfall.api.function.KeySelector;
import io.landfall.operators.spi.Upcoming;
import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.channel.Signal;
import io.landfall.runtime.state.KeyGroups;
import io.landfall.runtime.state.KeyedState;
import java.util.BitSet;
import java.util.List;

/** Reads the channels of a task in turn, a bounded batch from each. Task thread only. */
final class InputGate implements FeedbackLog.Ownership {

  /** What the task does about signals; called between records. */
  interface SignalHandler {

    /** The last aligned channel has delivered it: take the snapshot. */
    void onAligned(Signal.Barrier barrier);

    /** A feedback channel has delivered it: its log is complete. */
    void onFeedbackBarrier();

    void onWatermark(long watermarkMs);

    void onIdle(boolean idle);

    /** All channels have ended but those that close a cycle. */
    void onEndOfInput();
  }

  /** Records whose memory is fetched at once. */
  private static final int LOOK_AHEAD = Upcoming.MOST;

  /** With fewer, it is not worth the while to announce them. */
  private static final int FEWEST_ANNOUNCED = 4;

  private final Channel[] channels;
  private final int[] inputs;
  private final KeySelector<Object, Object>[] keys;
  private final int keyGroupCount;
  private final String headName;
  private final int subtaskIndex;
  private final int parallelism;
  private final int batchRecords;
  private final BarrierAligner aligner;
  private final WatermarkTracker watermarks;
  private final FeedbackLog feedbackLog;
  private final Outbox outbox;
  private final Counter recordsIn;
  private final BitSet feedback;
  private final BitSet ended = new BitSet();
  private final int endingChannels;
  private final ChannelAhead ahead = new ChannelAhead();
  private int nextChannel;
  private boolean idle;

  @SuppressWarnings("unchecked")
  InputGate(TaskSetup setup, FeedbackLog feedbackLog, Outbox outbox, Counter recordsIn) {
    List<TaskSetup.InputSetup> all = setup.inputs();
    TaskSetup.OperatorSetup head = setup.operators().get(0);
    feedback = new BitSet();
    channels = new Channel[all.size()];
    inputs = new int[all.size()];
    keys = (KeySelector<Object, Object>[]) new KeySelector<?, ?>[all.size()];
    for (int i = 0; i < channels.length; i++) {
      TaskSetup.InputSetup input = all.get(i);
      channels[i] = input.channel();
      inputs[i] = input.input();
      keys[i] = (KeySelector<Object, Object>) input.key();
      feedback.set(i, input.feedback());
    }
    this.keyGroupCount = head.keyGroupCount();
    this.headName = head.name();
    this.subtaskIndex = setup.subtaskIndex();
    this.parallelism = setup.parallelism();
    this.batchRecords = setup.job().batches().records();
    this.aligner = new BarrierAligner(channels.length, feedback);
    this.watermarks = new WatermarkTracker(channels.length, feedback);
    this.endingChannels = channels.length - feedback.cardinality();
    this.feedbackLog = feedbackLog;
    this.outbox = outbox;
    this.recordsIn = recordsIn;
  }

  /**
   * Reads until each channel had its batch or an output is full. Returns true if anything was read.
   */
  boolean drain(ChainedOperator head, KeyedState state, SignalHandler handler) {
    int count = channels.length;
    boolean progress = false;
    for (int turn = 0; turn < count && outbox.takesInput(); turn++) {
      int channelIndex = nextChannel;
      nextChannel = channelIndex + 1 == count ? 0 : channelIndex + 1;
      if (!aligner.isBlocked(channelIndex)) {
        progress |= drainChannel(channelIndex, head, state, handler);
      }
    }
    return progress;
  }

  private boolean drainChannel(
      int channelIndex, ChainedOperator head, KeyedState state, SignalHandler handler) {
    Channel channel = channels[channelIndex];
    boolean logging = aligner.isLogging(channelIndex);
    boolean keyed = keys[channelIndex] != null;
    boolean announces = !logging && (keyed || state == null);
    int records = 0;
    boolean signalled = false;
    while (records < batchRecords && outbox.takesInput()) {
      int upcoming = channel.upcomingRecords(Math.min(LOOK_AHEAD, batchRecords - records));
      if (upcoming >= FEWEST_ANNOUNCED && announces) {
        if (keyed) {
          announceKeys(channelIndex, upcoming, state);
        }
        ahead.show(channel, upcoming);
        head.onUpcoming(ahead);
        records +=
            keyed
                ? deliverAnnounced(channelIndex, upcoming, head, state)
                : deliverUpcoming(channelIndex, upcoming, false, head, null);
      } else if (upcoming > 0) {
        records += deliverUpcoming(channelIndex, upcoming, logging, head, state);
      } else {
        Object element = channel.poll();
        if (element == null) {
          break;
        }
        if (element instanceof Signal signal && signal != Signal.NullRecord.INSTANCE) {
          signalled = true;
          onSignal(channelIndex, signal, handler);
          break;
        }
        records++;
        Object value = element == Signal.NullRecord.INSTANCE ? null : element;
        deliver(
            inputs[channelIndex],
            keys[channelIndex],
            value,
            channel.timestampMs(),
            logging,
            head,
            state);
      }
    }
    channel.release();
    recordsIn.add(records);
    return records > 0 || signalled;
  }

  /** Returns how many there was room for. */
  private int deliverUpcoming(
      int channelIndex, int upcoming, boolean logging, ChainedOperator head, KeyedState state) {
    Channel channel = channels[channelIndex];
    int input = inputs[channelIndex];
    KeySelector<Object, Object> selector = keys[channelIndex];
    int delivered = 0;
    while (delivered < upcoming && outbox.takesInput()) {
      Object value = channel.pollUpcoming();
      deliver(input, selector, value, channel.timestampMs(), logging, head, state);
      delivered++;
    }
    return delivered;
  }

  private void deliver(
      int input,
      KeySelector<Object, Object> selector,
      Object value,
      long timestampMs,
      boolean logging,
      ChainedOperator head,
      KeyedState state) {
    if (logging) {
      feedbackLog.add(input, value, timestampMs);
    }
    if (state != null) {
      selectKey(selector, value, state);
    }
    head.onRecord(input, value, timestampMs);
  }

  private void announceKeys(int channelIndex, int upcoming, KeyedState state) {
    Channel channel = channels[channelIndex];
    KeySelector<Object, Object> selector = keys[channelIndex];
    for (int i = 0; i < upcoming; i++) {
      Object key = KeySelection.keyOf(selector, channel.peek(i), headName);
      state.announce(i, key, KeyGroups.of(key, keyGroupCount));
    }
    state.fetchAnnounced(upcoming);
  }

  /** Returns how many there was room for. */
  private int deliverAnnounced(
      int channelIndex, int upcoming, ChainedOperator head, KeyedState state) {
    Channel channel = channels[channelIndex];
    int input = inputs[channelIndex];
    int delivered = 0;
    while (delivered < upcoming && outbox.takesInput()) {
      state.setCurrentAnnounced(delivered);
      Object value = channel.pollUpcoming();
      head.onRecord(input, value, channel.timestampMs());
      delivered++;
    }
    return delivered;
  }

  /** Delivers a record that a restored snapshot held in flight. */
  void replay(FeedbackLog.InFlight record, ChainedOperator head, KeyedState state) {
    int input = record.input();
    deliver(input, keyOfInput(input), record.value(), record.timestampMs(), false, head, state);
  }

  @Override
  public boolean mayOwn(int oldSubtask, int oldParallelism) {
    return oldParallelism != parallelism || oldSubtask == subtaskIndex;
  }

  @Override
  public boolean isOwn(int oldSubtask, int input, Object value) {
    KeySelector<Object, Object> key = keyOfInput(input);
    if (key == null) {
      return oldSubtask % parallelism == subtaskIndex;
    }
    int keyGroup = KeyGroups.of(KeySelection.keyOf(key, value, headName), keyGroupCount);
    return KeyGroups.subtaskOf(keyGroup, parallelism, keyGroupCount) == subtaskIndex;
  }

  private KeySelector<Object, Object> keyOfInput(int input) {
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i] == input) {
        return keys[i];
      }
    }
    return null;
  }

  private void selectKey(KeySelector<Object, Object> selector, Object value, KeyedState state) {
    if (selector != null) {
      Object key = KeySelection.keyOf(selector, value, headName);
      state.setCurrentKey(key, KeyGroups.of(key, keyGroupCount));
    } else {
      state.setCurrentKey(null, 0);
    }
  }

  private void onSignal(int channelIndex, Signal signal, SignalHandler handler) {
    if (signal instanceof Signal.Watermark watermark) {
      boolean advanced = watermarks.onWatermark(channelIndex, watermark.timestampMs());
      reportIdleness(handler);
      if (advanced) {
        handler.onWatermark(watermarks.combinedMs());
      }
    } else if (signal instanceof Signal.Barrier barrier) {
      boolean logging = aligner.isLogging(channelIndex);
      if (aligner.onBarrier(channelIndex, barrier.checkpointId())) {
        handler.onAligned(barrier);
      } else if (logging && !aligner.isLogging(channelIndex)) {
        handler.onFeedbackBarrier();
      }
    } else if (signal instanceof Signal.Idle idleness) {
      boolean advanced = watermarks.onIdle(channelIndex, idleness.isIdle());
      reportIdleness(handler);
      if (advanced) {
        handler.onWatermark(watermarks.combinedMs());
      }
    } else if (!feedback.get(channelIndex)) {
      ended.set(channelIndex);
      if (ended.cardinality() == endingChannels) {
        handler.onEndOfInput();
      }
    }
  }

  private void reportIdleness(SignalHandler handler) {
    if (watermarks.isIdle() != idle) {
      idle = watermarks.isIdle();
      handler.onIdle(idle);
    }
  }

  /** True if records can come back to this task. */
  boolean hasFeedback() {
    return !feedback.isEmpty();
  }

  /** True while records of a snapshot are still on their way round a cycle. */
  boolean isLogging() {
    return aligner.isAnyLogging();
  }

  /** Records and signals waiting; a hint. */
  int backlog() {
    int waiting = 0;
    for (Channel channel : channels) {
      waiting += channel.size();
    }
    return waiting;
  }
}
