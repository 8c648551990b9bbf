package io.landfall.runtime.state;

import io.landfall.operators.spi.KeyedTimers;
import io.landfall.runtime.serialization.GenericSerializers;
import io.landfall.runtime.serialization.SectionSerializer;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The event and processing timers of one subtask. Task thread only.
 *
 * <p>De-duplicated by key, namespace and timestamp. Timers fire by timestamp; those with the same
 * one in the order in which they were registered, within a key group also after a restore.
 */
public final class TimerQueues implements KeyedTimers {

  private static final String EVENT = "event";
  private static final String PROCESSING = "processing";

  private final KeyGroupRange range;
  private final KeyContext keys;
  private final GenericSerializers serializers;
  private final SnapshotEpochs epochs = new SnapshotEpochs();
  private final TimerQueue event;
  private final TimerQueue processing;

  /**
   * @param keys tells whose timer is registered, and is told whose fires
   */
  public TimerQueues(KeyGroupRange range, KeyContext keys, GenericSerializers serializers) {
    this.range = range;
    this.keys = keys;
    this.serializers = serializers;
    event = new TimerQueue(range, epochs);
    processing = new TimerQueue(range, epochs);
  }

  @Override
  public void registerEventTimer(Object namespace, long timestampMs) {
    event.register(requireKey(), keys.currentKeyGroup(), namespace, timestampMs);
  }

  @Override
  public void registerProcessingTimer(Object namespace, long timestampMs) {
    processing.register(requireKey(), keys.currentKeyGroup(), namespace, timestampMs);
  }

  @Override
  public void deleteEventTimer(Object namespace, long timestampMs) {
    event.delete(requireKey(), keys.currentKeyGroup(), namespace, timestampMs);
  }

  @Override
  public void deleteProcessingTimer(Object namespace, long timestampMs) {
    processing.delete(requireKey(), keys.currentKeyGroup(), namespace, timestampMs);
  }

  /** {@link Long#MAX_VALUE} if there is none. */
  public long nextEventTimestampMs() {
    return event.nextTimestampMs();
  }

  /** {@link Long#MAX_VALUE} if there is none. */
  public long nextProcessingTimestampMs() {
    return processing.nextTimestampMs();
  }

  /**
   * Fires all event timers up to {@code watermarkMs}, including those that {@code handler} adds.
   * The current key is that of the last one afterwards.
   *
   * @return true if any fired
   */
  public boolean fireEvent(long watermarkMs, TimerHandler handler) throws Exception {
    return fire(event, watermarkMs, handler, true);
  }

  /** As {@link #fireEvent}, for processing timers. */
  public boolean fireProcessing(long nowMs, TimerHandler handler) throws Exception {
    return fire(processing, nowMs, handler, false);
  }

  private boolean fire(TimerQueue queue, long nowMs, TimerHandler handler, boolean eventTime)
      throws Exception {
    boolean fired = false;
    for (Timer due = queue.takeDue(nowMs); due != null; due = queue.takeDue(nowMs)) {
      keys.setCurrentKey(due.key, due.keyGroup);
      handler.onTimer(due.namespace, due.timestampMs, eventTime);
      fired = true;
    }
    return fired;
  }

  /** Timers of both kinds that are waiting. */
  public long timerCount() {
    return (long) event.size() + processing.size();
  }

  /** What waits now; takes time by the number of key groups only. */
  public StateSnapshot snapshot() {
    long epoch = epochs.snapshot();
    List<CowTable> eventTables = event.freeze();
    List<CowTable> processingTables = processing.freeze();
    return new StateSnapshot() {
      @Override
      public void writeTo(SectionOutput out) throws IOException {
        write(EVENT, eventTables, out);
        write(PROCESSING, processingTables, out);
      }

      @Override
      public void release() {
        epochs.release(epoch);
      }
    };
  }

  /** What waits now, held in memory. */
  Kept keep() {
    return new Kept(epochs, epochs.snapshot(), event.freeze(), processing.freeze());
  }

  /** Adds what an earlier one held; before any timers are registered. */
  void resume(Kept kept) {
    event.addAll(kept.event());
    processing.addAll(kept.processing());
  }

  /**
   * Told how many slots were copied because of a snapshot, or of what is held; task thread only.
   */
  void onCopied(IntConsumer listener) {
    epochs.onCopied(listener);
  }

  /** Timers as they were, by key group. */
  record Kept(SnapshotEpochs epochs, long epoch, List<CowTable> event, List<CowTable> processing) {
    void release() {
      epochs.release(epoch);
    }
  }

  private void write(String name, List<CowTable> tables, SectionOutput out) throws IOException {
    SectionSerializer serializer = serializers.borrow();
    try {
      for (int i = 0; i < tables.size(); i++) {
        if (tables.get(i) != null) {
          SectionStream stream =
              out.begin(new Section(SectionKind.TIMERS, name, range.first() + i));
          serializer.beginSection();
          TimerQueue.write(tables.get(i), serializer, stream);
          serializer.endSection();
        }
      }
    } finally {
      serializers.recycle(serializer);
    }
  }

  /** Adds the timers of the range that {@code old} has; before any are registered. */
  public void restore(RestoredSections old) throws IOException {
    SectionSerializer serializer = serializers.borrow();
    try {
      for (Section section : old.sections()) {
        if (section.kind() == SectionKind.TIMERS && range.contains(section.keyGroup())) {
          TimerQueue queue = section.name().equals(EVENT) ? event : processing;
          try (DataInputStream in = old.open(section)) {
            serializer.beginSection();
            queue.read(section.keyGroup(), serializer, in);
            serializer.endSection();
          }
        }
      }
    } finally {
      serializers.recycle(serializer);
    }
  }

  private Object requireKey() {
    Object key = keys.currentKey();
    if (key == null) {
      throw new IllegalStateException(
          "there is no current key; timers may be used while a record or timer of a keyed input is"
              + " processed");
    }
    return key;
  }
}
