package io.landfall.operators.window;

import io.landfall.api.window.TriggerResult;
import java.math.BigInteger;

/** What each trigger is to say, in a few lines over plain fields. */
enum ModelTrigger {
  NEVER {},
  EVENT_TIME {
    @Override
    TriggerResult onElement(ModelWindow w, Item item, long timestampMs, Time time, long setting) {
      return atEnd(w, time);
    }

    @Override
    TriggerResult onEvent(ModelWindow w, long timerMs, Time time, long setting) {
      return fireIf(timerMs == w.window.maxTimestampMs());
    }

    @Override
    void onMerge(ModelWindow w, Time time) {
      atEnd(w, time);
    }
  },
  PROCESSING_TIME {
    @Override
    TriggerResult onElement(ModelWindow w, Item item, long timestampMs, Time time, long setting) {
      time.processingTimer(w.window, w.window.maxTimestampMs());
      return TriggerResult.CONTINUE;
    }

    @Override
    TriggerResult onProcessing(ModelWindow w, long timerMs, Time time, long setting) {
      return fireIf(timerMs == w.window.maxTimestampMs());
    }

    @Override
    void onMerge(ModelWindow w, Time time) {
      if (w.window.maxTimestampMs() >= time.clockMs()) {
        time.processingTimer(w.window, w.window.maxTimestampMs());
      }
    }
  },
  COUNT {
    @Override
    TriggerResult onElement(ModelWindow w, Item item, long timestampMs, Time time, long setting) {
      w.count++;
      if (w.count < setting) {
        return TriggerResult.CONTINUE;
      }
      w.count = 0;
      return TriggerResult.FIRE;
    }
  },
  CONTINUOUS_EVENT {
    @Override
    TriggerResult onElement(ModelWindow w, Item item, long timestampMs, Time time, long setting) {
      TriggerResult atEnd = atEnd(w, time);
      if (!atEnd.fires() && w.nextMs == null) {
        next(w, multipleAfter(timestampMs, setting), time);
      }
      return atEnd;
    }

    @Override
    TriggerResult onEvent(ModelWindow w, long timerMs, Time time, long setting) {
      if (timerMs == w.window.maxTimestampMs()) {
        return TriggerResult.FIRE;
      }
      if (w.nextMs == null || w.nextMs != timerMs) {
        return TriggerResult.CONTINUE;
      }
      next(w, multipleAfter(Math.max(timerMs, time.watermarkMs()), setting), time);
      return TriggerResult.FIRE;
    }

    private void next(ModelWindow w, BigInteger at, Time time) {
      w.nextMs = at.min(BigInteger.valueOf(w.window.maxTimestampMs())).longValueExact();
      time.eventTimer(w.window, w.nextMs);
    }

    @Override
    void onMerge(ModelWindow w, Time time) {
      if (w.nextMs != null) {
        time.eventTimer(w.window, w.nextMs);
      }
      atEnd(w, time);
    }
  },
  CONTINUOUS_PROCESSING {
    @Override
    TriggerResult onElement(ModelWindow w, Item item, long timestampMs, Time time, long setting) {
      if (w.nextMs == null) {
        next(w, time.clockMs(), time, setting);
      }
      return TriggerResult.CONTINUE;
    }

    @Override
    TriggerResult onProcessing(ModelWindow w, long timerMs, Time time, long setting) {
      if (timerMs == w.window.maxTimestampMs()) {
        return TriggerResult.FIRE;
      }
      if (w.nextMs == null || w.nextMs != timerMs) {
        return TriggerResult.CONTINUE;
      }
      next(w, Math.max(timerMs, time.clockMs() - 1), time, setting);
      return TriggerResult.FIRE;
    }

    private void next(ModelWindow w, long afterMs, Time time, long setting) {
      w.nextMs = multipleAfter(afterMs, setting).longValueExact();
      time.processingTimer(w.window, w.nextMs);
    }

    @Override
    void onMerge(ModelWindow w, Time time) {
      if (w.nextMs != null) {
        time.processingTimer(w.window, w.nextMs);
      }
    }
  },
  DELTA {
    @Override
    TriggerResult onElement(ModelWindow w, Item item, long timestampMs, Time time, long setting) {
      if (w.last == null) {
        w.last = item;
        return TriggerResult.CONTINUE;
      }
      boolean far = item.amount() - w.last.amount() > setting;
      w.last = far ? item : w.last;
      return fireIf(far);
    }
  },
  CUSTOM {
    @Override
    TriggerResult onElement(ModelWindow w, Item item, long timestampMs, Time time, long setting) {
      w.sum += item.amount();
      w.amounts.add(item.amount());
      w.ids.add(item.ids());
      if (timestampMs < Long.MAX_VALUE - 3) {
        time.eventTimer(w.window, timestampMs + 3);
      }
      if (w.sum >= 12) {
        w.sum = 0;
        return TriggerResult.FIRE;
      }
      if (w.amounts.size() >= 3) {
        w.amounts.clear();
        return TriggerResult.PURGE;
      }
      return TriggerResult.CONTINUE;
    }

    @Override
    TriggerResult onEvent(ModelWindow w, long timerMs, Time time, long setting) {
      if (w.ids.size() < 2) {
        return TriggerResult.CONTINUE;
      }
      w.ids.clear();
      return TriggerResult.FIRE_AND_PURGE;
    }
  };

  /** The clocks and timers of one key. */
  interface Time {
    long clockMs();

    long watermarkMs();

    void eventTimer(io.landfall.api.window.Window window, long timerMs);

    void processingTimer(io.landfall.api.window.Window window, long timerMs);
  }

  TriggerResult onElement(ModelWindow w, Item item, long timestampMs, Time time, long setting) {
    return TriggerResult.CONTINUE;
  }

  TriggerResult onEvent(ModelWindow w, long timerMs, Time time, long setting) {
    return TriggerResult.CONTINUE;
  }

  TriggerResult onProcessing(ModelWindow w, long timerMs, Time time, long setting) {
    return TriggerResult.CONTINUE;
  }

  void onMerge(ModelWindow w, Time time) {}

  private static TriggerResult fireIf(boolean fires) {
    return fires ? TriggerResult.FIRE : TriggerResult.CONTINUE;
  }

  /** Fires if the end has passed, and sees to it that it will otherwise. */
  private static TriggerResult atEnd(ModelWindow w, Time time) {
    if (w.window.maxTimestampMs() <= time.watermarkMs()) {
      return TriggerResult.FIRE;
    }
    time.eventTimer(w.window, w.window.maxTimestampMs());
    return TriggerResult.CONTINUE;
  }

  private static BigInteger multipleAfter(long timeMs, long intervalMs) {
    long since = Math.floorMod(timeMs, intervalMs);
    return BigInteger.valueOf(timeMs).add(BigInteger.valueOf(intervalMs - since));
  }
}
