package io.landfall.operators.window;

import io.landfall.api.window.CumulatingWindows;
import io.landfall.api.window.GlobalWindow;
import io.landfall.api.window.GlobalWindows;
import io.landfall.api.window.SessionWindows;
import io.landfall.api.window.SlidingWindows;
import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random assigner, and beside it the windows by definition, in numbers that cannot run over.
 *
 * @param partMs slide, step; of no meaning for others
 */
record CaseAssigner(Kind kind, boolean eventTime, long sizeMs, long partMs, long offsetMs) {

  enum Kind {
    TUMBLING,
    SLIDING,
    CUMULATING,
    SESSION,
    DYNAMIC_SESSION,
    ODD_SESSION,
    GLOBAL,
    GLOBAL_AT_THE_END,
    ODD
  }

  static CaseAssigner random(Random random) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    boolean eventTime =
        switch (kind) {
          case ODD, ODD_SESSION -> true;
          case GLOBAL, GLOBAL_AT_THE_END -> false;
          default -> random.nextInt(4) > 0;
        };
    long part = 1 + random.nextInt(12);
    long size =
        switch (kind) {
          case SLIDING -> part + random.nextInt(25);
          case CUMULATING -> part * (1 + random.nextInt(5));
          default -> 1 + random.nextInt(20);
        };
    long offsetBound = kind == Kind.SLIDING ? part : size;
    long offset =
        random.nextBoolean() ? 0 : random.nextInt((int) offsetBound * 2 - 1) - offsetBound + 1;
    return new CaseAssigner(kind, eventTime, size, part, offset);
  }

  boolean merges() {
    return kind == Kind.SESSION || kind == Kind.DYNAMIC_SESSION || kind == Kind.ODD_SESSION;
  }

  WindowAssigner<?, ?> assigner() {
    Duration size = Duration.ofMillis(sizeMs);
    Duration part = Duration.ofMillis(partMs);
    Duration offset = Duration.ofMillis(offsetMs);
    return switch (kind) {
      case TUMBLING ->
          (eventTime ? TumblingWindows.eventTime(size) : TumblingWindows.processingTime(size))
              .withOffset(offset);
      case SLIDING ->
          (eventTime
                  ? SlidingWindows.eventTime(size, part)
                  : SlidingWindows.processingTime(size, part))
              .withOffset(offset);
      case CUMULATING ->
          (eventTime
                  ? CumulatingWindows.eventTime(size, part)
                  : CumulatingWindows.processingTime(size, part))
              .withOffset(offset);
      case SESSION ->
          eventTime ? SessionWindows.eventTime(size) : SessionWindows.processingTime(size);
      case DYNAMIC_SESSION ->
          eventTime
              ? SessionWindows.eventTimeWithDynamicGap(Item::amount)
              : SessionWindows.processingTimeWithDynamicGap(Item::amount);
      case ODD_SESSION -> new CaseFunctions.OddSessions();
      case GLOBAL -> GlobalWindows.create();
      case GLOBAL_AT_THE_END -> GlobalWindows.firingAtEndOfInput();
      case ODD -> new CaseFunctions.Odd();
    };
  }

  /** By definition: all windows are looked at that could have the time in them. */
  List<Window> windowsOf(Item item, long timestampMs, long clockMs) {
    long timeMs = eventTime ? timestampMs : clockMs;
    // Ends are exclusive, so the largest of all times could be in no window that is cut for all.
    boolean isCut = kind == Kind.TUMBLING || kind == Kind.SLIDING || kind == Kind.CUMULATING;
    BigInteger time = BigInteger.valueOf(isCut ? Math.min(timeMs, Long.MAX_VALUE - 1) : timeMs);
    List<Window> found = new ArrayList<>();
    switch (kind) {
      case TUMBLING -> sliding(time, sizeMs, found);
      case SLIDING -> sliding(time, partMs, found);
      case CUMULATING -> {
        BigInteger start = lastStart(time, sizeMs);
        for (long length = partMs; length <= sizeMs; length += partMs) {
          addIfIn(time, start, length, found);
        }
      }
      case SESSION -> addIfIn(time, time, sizeMs, found);
      case DYNAMIC_SESSION -> addIfIn(time, time, item.amount(), found);
      case ODD_SESSION ->
          found.addAll(new CaseFunctions.OddSessions().assign(item, timestampMs, null));
      case GLOBAL, GLOBAL_AT_THE_END -> found.add(GlobalWindow.INSTANCE);
      case ODD -> found.addAll(new CaseFunctions.Odd().assign(item, timestampMs, null));
    }
    // At the end of time several may become one.
    return found.stream().distinct().toList();
  }

  private void sliding(BigInteger time, long slideMs, List<Window> found) {
    BigInteger slide = BigInteger.valueOf(slideMs);
    BigInteger start = lastStart(time, slideMs).subtract(slide.multiply(BigInteger.valueOf(50)));
    for (; start.compareTo(time) <= 0; start = start.add(slide)) {
      addIfIn(time, start, sizeMs, found);
    }
  }

  private BigInteger lastStart(BigInteger time, long everyMs) {
    BigInteger offset = BigInteger.valueOf(offsetMs);
    return time.subtract(time.subtract(offset).mod(BigInteger.valueOf(everyMs)));
  }

  private static void addIfIn(BigInteger time, BigInteger start, long length, List<Window> found) {
    BigInteger end = start.add(BigInteger.valueOf(length));
    if (start.compareTo(time) <= 0 && time.compareTo(end) < 0) {
      found.add(new TimeWindow(bounded(start), bounded(end)));
    }
  }

  private static long bounded(BigInteger ms) {
    return ms.max(BigInteger.valueOf(Long.MIN_VALUE))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }
}
