package io.landfall.runtime.task;

import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.channel.ChannelSender;
import io.landfall.runtime.channel.Signal;

/** The emitting end of one channel; keeps in order what does not fit. Task thread only. */
public final class ChannelWriter {

  private final ChannelSender channel;
  private final Outbox outbox;

  /**
   * Null until it is needed the first time: the writers of a wide edge are small, and so lie close
   * together.
   */
  private RecordBuffer overflow;

  /** Whether there is anything in it; looked at for each record. */
  private boolean overflows;

  ChannelWriter(ChannelSender channel, Outbox outbox) {
    this.channel = channel;
    this.outbox = outbox;
  }

  void emit(Object value, long timestampMs) {
    if (value == null) {
      emit(Signal.NullRecord.INSTANCE, timestampMs);
    } else if (hasOverflow() || !channel.offer(value, timestampMs)) {
      keep(value, timestampMs);
    }
  }

  void emit(Signal signal) {
    emit(signal, Channel.NO_TIMESTAMP);
  }

  private void emit(Signal signal, long timestampMs) {
    if (hasOverflow() || !channel.offerSignal(signal, timestampMs)) {
      keep(signal, timestampMs);
    }
  }

  boolean hasOverflow() {
    return overflows;
  }

  /** A hint; any thread. */
  int overflowRecords() {
    RecordBuffer buffer = overflow;
    return buffer == null ? 0 : buffer.size();
  }

  boolean flush() {
    boolean progress = false;
    while (overflows && offer(overflow.firstValue(), overflow.firstTimestampMs())) {
      overflow.removeFirst();
      overflows = !overflow.isEmpty();
      progress = true;
    }
    return progress;
  }

  private boolean offer(Object element, long timestampMs) {
    return element instanceof Signal signal
        ? channel.offerSignal(signal, timestampMs)
        : channel.offer(element, timestampMs);
  }

  private void keep(Object element, long timestampMs) {
    if (!overflows) {
      overflows = true;
      overflow = overflow == null ? new RecordBuffer() : overflow;
      outbox.add(this);
    }
    overflow.add(element, timestampMs);
  }
}
