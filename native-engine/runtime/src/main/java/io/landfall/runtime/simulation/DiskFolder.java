package io.landfall.runtime.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The names in a folder, and which of them a power failure would leave. */
final class DiskFolder extends DiskNode {

  /** As programs see them. */
  final TreeMap<String, DiskNode> names = new TreeMap<>();

  /** As of the last sync. */
  final TreeMap<String, DiskNode> durableNames = new TreeMap<>();

  /** What leads from {@link #durableNames} to {@link #names}, in order. */
  final List<DiskChange> pending = new ArrayList<>();
}
