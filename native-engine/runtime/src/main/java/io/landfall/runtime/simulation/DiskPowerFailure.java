package io.landfall.runtime.simulation;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Decides what is left of names and content when the power fails. POSIX promises no order among
 * changes that no sync has covered, and file systems make use of that (Pillai et al., "All File
 * Systems Are Not Created Equal", OSDI 2014, which found by it what applications rely on unawares).
 */
final class DiskPowerFailure {

  private enum Survival {
    ALL,
    NONE,
    /** In each folder the first so many, as with a journal for each. */
    PREFIX,
    /** Any. */
    SUBSET
  }

  private final DiskTree tree;
  private final RandomGenerator random;
  private final Survival survival;
  private final SortedMap<Long, DiskChange> surviving = new TreeMap<>();
  private final Set<DiskContent> struck = Collections.newSetFromMap(new IdentityHashMap<>());
  private long keptBytes;

  private DiskPowerFailure(DiskTree tree, RandomGenerator random) {
    this.tree = tree;
    this.random = random;
    Survival[] all = Survival.values();
    survival = all[random.nextInt(all.length)];
  }

  /**
   * Leaves in {@code tree} what survives, all of it durable.
   *
   * @return bytes of content in the files that are left
   */
  static long strike(DiskTree tree, Random random) {
    // The first numbers of a Random hardly differ between small seeds; these do.
    RandomGenerator mixed = new SplittableRandom(random.nextLong());
    DiskPowerFailure failure = new DiskPowerFailure(tree, mixed);
    failure.decide(tree.root(), Collections.newSetFromMap(new IdentityHashMap<>()));
    failure.surviving.values().forEach(failure::replay);
    failure.restart(tree.root());
    return failure.keptBytes;
  }

  /** Visits every folder that can be there afterwards. The set is never iterated. */
  private void decide(DiskFolder folder, Set<DiskFolder> visited) {
    if (!visited.add(folder)) {
      return;
    }
    List<DiskChange> pending = folder.pending;
    int prefix = survival == Survival.PREFIX ? random.nextInt(pending.size() + 1) : 0;
    for (int i = 0; i < pending.size(); i++) {
      DiskChange change = pending.get(i);
      if (change.decidedIn() == folder && survives(i < prefix)) {
        surviving.put(change.number(), change);
      }
    }
    folder.durableNames.values().forEach(each -> descend(each, visited));
    pending.forEach(change -> descend(change.node(), visited));
  }

  private void descend(DiskNode node, Set<DiskFolder> visited) {
    if (node instanceof DiskFolder folder) {
      decide(folder, visited);
    }
  }

  private boolean survives(boolean inPrefix) {
    return switch (survival) {
      case ALL -> true;
      case NONE -> false;
      case PREFIX -> inPrefix;
      case SUBSET -> random.nextBoolean();
    };
  }

  private void replay(DiskChange change) {
    // A rename into a folder that was lost would lose what was safe before it.
    if (!change.isAcrossFolders() || isLeft(change.to())) {
      change.becomeDurable();
    }
  }

  private boolean isLeft(DiskFolder folder) {
    DiskFolder each = folder;
    while (each.durablePlace != null) {
      each = each.durablePlace.folder();
    }
    return each == tree.root();
  }

  private void restart(DiskFolder folder) {
    folder.pending.clear();
    folder.names.clear();
    folder.names.putAll(folder.durableNames);
    for (DiskNode node : folder.names.values()) {
      node.place = node.durablePlace;
      if (node instanceof DiskFolder below) {
        restart(below);
      } else if (node instanceof DiskFile file && struck.add(file.content)) {
        file.content.crash(random);
        keptBytes += file.content.lengthBytes();
      }
    }
  }
}
