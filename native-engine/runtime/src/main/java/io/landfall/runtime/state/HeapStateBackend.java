package io.landfall.runtime.state;

/** Keeps keyed state as objects in hash tables on the heap, by reference. */
public final class HeapStateBackend implements StateBackend {

  private final SnapshotLimits limits;

  public HeapStateBackend() {
    this(SnapshotLimits.DEFAULTS);
  }

  public HeapStateBackend(SnapshotLimits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public KeyedState createKeyedState(KeyedStateContext context) {
    return new HeapKeyedState(context, limits, null);
  }

  @Override
  public KeyedState resumeKeyedState(KeyedStateContext context, KeptState kept) {
    return kept instanceof KeptHeapState heap && !heap.isReleased()
        ? new HeapKeyedState(context, limits, heap)
        : null;
  }
}
