package io.landfall.runtime.task;

import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.channel.ChannelSender;
import io.landfall.runtime.channel.Signal;
import io.landfall.runtime.channel.SpscRing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.BitSet;

/**
 * One channel from several subtasks to one, for subtasks that share a thread: with a channel from
 * each of hundreds to each of hundreds none is ever in a cache, and none has more than a record in
 * it. To who reads it is a channel like any other: each barrier comes once, as soon as all senders
 * have passed it, and until then what a sender sends behind it is not taken; watermarks and
 * idleness are those of all senders together; the input ends when all have ended.
 *
 * <p>Nothing waits for itself by that: whether a sender passes a barrier does not depend on what
 * others send behind it, as edges that close a cycle have channels of their own.
 *
 * <p>Senders are mostly of one thread, and then the lock is free; but one whose code blocks may be
 * left on a thread of its own.
 */
public final class FanIn {

  /** What one signal of a sender can become: the end of idleness, and a watermark. */
  private static final int MOST_SIGNALS = 2;

  /** Looks at the lock before others get the core of who waits for it. */
  private static final int SPINS = 64;

  private static final VarHandle LOCKED;

  static {
    try {
      LOCKED = MethodHandles.lookup().findVarHandle(FanIn.class, "locked", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final SpscRing ring;
  private final int senderCount;
  private final WatermarkTracker watermarks;

  /** Barriers that all senders have passed. */
  private long barriers;

  /** Senders that have passed the barrier after those. */
  private int passed;

  private int ended;
  private boolean idle;

  /**
   * Not a monitor: one that was fought over once, as may happen while a job starts, costs another
   * line of memory for each record from then on. It is held for a few instructions.
   */
  private volatile boolean locked;

  /**
   * @param capacityRecords as {@link SpscRing} has it
   */
  public FanIn(int senderCount, int capacityRecords) {
    this.senderCount = senderCount;
    ring = new SpscRing(Math.max(MOST_SIGNALS, capacityRecords));
    watermarks = new WatermarkTracker(senderCount, new BitSet());
  }

  /** What the one subtask reads. */
  public Channel receiver() {
    return ring;
  }

  /**
   * What one of the others writes to.
   *
   * @param index from 0; another one for each
   */
  public ChannelSender sender(int index) {
    return new Sender(index);
  }

  private final class Sender extends ChannelSender {
    private final int index;
    private long barriersPassed;

    Sender(int index) {
      this.index = index;
    }

    @Override
    public boolean offer(Object value, long timestampMs) {
      lock();
      try {
        return !isHeld() && ring.offer(value, timestampMs);
      } finally {
        unlock();
      }
    }

    @Override
    public boolean offerSignal(Signal signal, long timestampMs) {
      lock();
      try {
        if (isHeld()) {
          return false;
        }
        if (signal == Signal.NullRecord.INSTANCE) {
          return ring.offerSignal(signal, timestampMs);
        }
        if (!ring.hasRoomFor(MOST_SIGNALS)) {
          return false;
        }
        take(signal);
        return true;
      } finally {
        unlock();
      }
    }

    private boolean isHeld() {
      return barriersPassed > barriers;
    }

    private void take(Signal signal) {
      if (signal instanceof Signal.Watermark watermark) {
        pass(watermarks.onWatermark(index, watermark.timestampMs()));
      } else if (signal instanceof Signal.Idle idleness) {
        pass(watermarks.onIdle(index, idleness.isIdle()));
      } else if (signal instanceof Signal.Barrier) {
        barriersPassed++;
        onBarrier(signal);
      } else if (++ended == senderCount) {
        put(signal);
      }
    }
  }

  private void lock() {
    for (int looks = 1; !LOCKED.compareAndSet(this, false, true); looks++) {
      if (looks < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private void unlock() {
    LOCKED.setRelease(this, false);
  }

  private void pass(boolean advanced) {
    if (watermarks.isIdle() != idle) {
      idle = watermarks.isIdle();
      put(idle ? Signal.Idle.IDLE : Signal.Idle.ACTIVE);
    }
    if (watermarks.isAtEnd()) {
      put(new Signal.Watermark(Long.MAX_VALUE));
    } else if (advanced) {
      put(new Signal.Watermark(watermarks.combinedMs()));
    }
  }

  private void onBarrier(Signal barrier) {
    if (++passed == senderCount) {
      passed = 0;
      barriers++;
      put(barrier);
    }
  }

  private void put(Signal signal) {
    boolean taken = ring.offerSignal(signal, Channel.NO_TIMESTAMP);
    assert taken : signal;
  }
}
