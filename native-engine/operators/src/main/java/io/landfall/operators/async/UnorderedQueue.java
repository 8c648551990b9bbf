package io.landfall.operators.async;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Emits as results come, but none before a mark that was before it, nor behind one that was behind
 * it. Records between two marks are a segment.
 */
final class UnorderedQueue implements InFlightQueue {

  /** Only the first one emits at once. */
  static final class Segment {
    private final Collection<Request> open = new LinkedHashSet<>();
    private final List<Request> done = new ArrayList<>();

    /** What ends it, in order; empty while it can grow. */
    private final List<Mark> marks = new ArrayList<>(1);
  }

  private final ArrayDeque<Segment> segments = new ArrayDeque<>();

  @Override
  public void add(Request request) {
    Segment last = segments.peekLast();
    if (last == null || !last.marks.isEmpty()) {
      last = new Segment();
      segments.add(last);
    }
    last.open.add(request);
    request.segment = last;
  }

  @Override
  public void add(Mark mark) {
    List<Mark> marks = segments.getLast().marks;
    int last = marks.size() - 1;
    if (mark.isWatermark() && last >= 0 && marks.get(last).isWatermark()) {
      marks.set(last, mark);
    } else {
      marks.add(mark);
    }
  }

  @Override
  public void complete(Request request, Exit exit) {
    Segment segment = request.segment;
    segment.open.remove(request);
    if (segment != segments.peek()) {
      segment.done.add(request);
      return;
    }
    exit.emit(request);
    while (segment != null && segment.open.isEmpty()) {
      segments.remove();
      segment.marks.forEach(exit::emit);
      segment = segments.peek();
      if (segment != null) {
        segment.done.forEach(exit::emit);
        segment.done.clear();
      }
    }
  }

  @Override
  public boolean isEmpty() {
    return segments.isEmpty();
  }

  @Override
  public void forEach(Consumer<Request> action) {
    for (Segment segment : segments) {
      segment.open.forEach(action);
      segment.done.forEach(action);
    }
  }
}
