package io.landfall.runtime.state;

import java.util.Arrays;

/**
 * A binary heap of timers, the next one first. Each knows its place, so that any can be removed.
 * Kept in pages, so that growing never copies it. Task thread only.
 */
final class TimerHeap {

  private static final int PAGE_BITS = 10;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  private Timer[][] pages = new Timer[1][];
  private int size;

  int size() {
    return size;
  }

  /** Null if empty. */
  Timer first() {
    return size == 0 ? null : get(0);
  }

  void add(Timer timer) {
    int page = size >>> PAGE_BITS;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, 2 * page);
    }
    if (pages[page] == null) {
      // The first page starts small, since most tasks have few timers.
      pages[page] = new Timer[page == 0 ? 16 : 1 << PAGE_BITS];
    } else if (pages[page].length == size) {
      pages[page] = Arrays.copyOf(pages[page], 2 * size);
    }
    put(size, timer);
    up(size++);
  }

  void remove(Timer timer) {
    int index = timer.heapIndex;
    assert get(index) == timer : "timer is not at its place " + index + " of " + size;
    Timer last = get(--size);
    pages[size >>> PAGE_BITS][size & PAGE_MASK] = null;
    if (last != timer) {
      put(index, last);
      down(index);
      up(last.heapIndex);
    }
    if ((size & PAGE_MASK) == 0 && (size >>> PAGE_BITS) + 1 < pages.length) {
      pages[(size >>> PAGE_BITS) + 1] = null;
    }
  }

  private void up(int start) {
    Timer timer = get(start);
    int index = start;
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      if (!timer.isBefore(get(parent))) {
        break;
      }
      put(index, get(parent));
      index = parent;
    }
    put(index, timer);
  }

  private void down(int start) {
    Timer timer = get(start);
    int index = start;
    while (true) {
      int child = 2 * index + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && get(child + 1).isBefore(get(child))) {
        child++;
      }
      if (!get(child).isBefore(timer)) {
        break;
      }
      put(index, get(child));
      index = child;
    }
    put(index, timer);
  }

  private Timer get(int index) {
    return pages[index >>> PAGE_BITS][index & PAGE_MASK];
  }

  private void put(int index, Timer timer) {
    pages[index >>> PAGE_BITS][index & PAGE_MASK] = timer;
    timer.heapIndex = index;
  }
}
