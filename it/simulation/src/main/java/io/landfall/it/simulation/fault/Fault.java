package io.landfall.it.simulation.fault;

import io.landfall.runtime.simulation.DiskFaults.Operation;
import java.util.random.RandomGenerator;

/**
 * Something that goes wrong.
 *
 * @param atStep of the trial, counted over all processes
 * @param kind what
 * @param hook the place, for those that happen in an operator: at the next call there
 * @param operation for those that happen on the disk: at the next one of this kind; null for any
 * @param after whether it happens behind the operation or call, when that has had its effect
 * @param amount operations to let pass, steps that it lasts, or what else the kind says
 */
public record Fault(
    int atStep, Kind kind, Hook hook, Operation operation, boolean after, int amount)
    implements Comparable<Fault> {

  /** What goes wrong. */
  public enum Kind {
    /** The process dies between two steps. */
    KILL(6),
    /** It dies at a disk operation; {@code amount} of them pass before. */
    KILL_AT_DISK(8),
    /** It dies within a call. */
    KILL_IN_CODE(8),
    /** A call throws, and {@code amount} more of its kind do: often the same one, tried again. */
    THROW(10),
    /** A disk operation fails; {@code amount} of them pass before. */
    DISK_ERROR(6),
    /** There is room for {@code amount} bytes on the disk, for a while. */
    DISK_FULL(3),
    /** The disk does not answer for a while, behind {@code amount} operations that pass before. */
    DISK_STALL(6),
    /** One operator is not told that a checkpoint is complete. */
    LOSE_NOTIFICATION(4),
    /** The process dies, and a bit of a checkpoint on disk is not what it was. */
    KILL_AND_DAMAGE(2),
    /** Somebody sets the wall clock forward ({@code after}) or back, by {@code amount} minutes. */
    SET_CLOCK(3),
    /** Somebody cancels the job. */
    CANCEL(2),
    /** Somebody stops it. */
    STOP(2),
    /** Somebody wants a checkpoint. */
    CHECKPOINT(3),
    /** Somebody wants a savepoint. */
    SAVEPOINT(2);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  private static final int MAX_THROWS = 4;
  private static final Hook[] HOOKS = Hook.values();
  private static final Operation[] OPERATIONS = Operation.values();

  /** Those by which a checkpoint becomes durable. */
  private static final Operation[] SLOW_OPERATIONS = {
    Operation.WRITE, Operation.SYNC, Operation.SYNC_FOLDER, Operation.RENAME
  };

  /**
   * @param survivable whether the job outlives its process
   */
  static Fault random(RandomGenerator random, int atStep, boolean survivable) {
    while (true) {
      Kind kind = kind(random);
      boolean endsTheProcess =
          switch (kind) {
            case KILL, KILL_AT_DISK, KILL_IN_CODE, KILL_AND_DAMAGE, CANCEL, STOP -> true;
            default -> false;
          };
      if (survivable || !endsTheProcess) {
        // Rare places as often as common ones: most of what can go wrong does so at their edges.
        Hook hook = HOOKS[random.nextInt(HOOKS.length)];
        Operation operation = random.nextBoolean() ? oneOf(random, kind) : null;
        return new Fault(
            atStep, kind, hook, operation, random.nextBoolean(), amount(random, kind, operation));
      }
    }
  }

  private static Operation oneOf(RandomGenerator random, Kind kind) {
    Operation[] all = kind == Kind.DISK_STALL ? SLOW_OPERATIONS : OPERATIONS;
    return all[random.nextInt(all.length)];
  }

  private static int amount(RandomGenerator random, Kind kind, Operation operation) {
    return switch (kind) {
      case THROW -> random.nextInt(MAX_THROWS);
      case KILL_AT_DISK, DISK_ERROR, DISK_STALL -> upTo(random, operation == null ? 8 : 2);
      default -> upTo(random, 8);
    };
  }

  /** Small ones are likelier. */
  private static int upTo(RandomGenerator random, int bits) {
    return random.nextInt(1 << random.nextInt(bits + 1));
  }

  /** What is left of one that happens more than once. */
  Fault onceLess() {
    return new Fault(atStep, kind, hook, operation, after, amount - 1);
  }

  /** The same sooner: at a part of its step, with that part of its operations let pass. */
  public Fault sooner(int part, int of) {
    return new Fault(atStep * part / of, kind, hook, operation, after, amount * part / of);
  }

  private static Kind kind(RandomGenerator random) {
    int total = 0;
    for (Kind kind : Kind.values()) {
      total += kind.weight;
    }
    int ticket = random.nextInt(total);
    for (Kind kind : Kind.values()) {
      ticket -= kind.weight;
      if (ticket < 0) {
        return kind;
      }
    }
    throw new AssertionError("ticket " + ticket + " is left of " + total);
  }

  @Override
  public int compareTo(Fault other) {
    return Integer.compare(atStep, other.atStep);
  }

  @Override
  public String toString() {
    String where =
        switch (kind) {
          case KILL_IN_CODE -> " " + (after ? "behind " : "at ") + hook;
          case THROW ->
              " "
                  + (after ? "behind " : "at ")
                  + hook
                  + (amount > 0 ? " and " + amount + " more" : "");
          case KILL_AT_DISK, DISK_ERROR, DISK_STALL ->
              (after ? " behind " : " at ")
                  + (operation == null ? "disk operation" : operation)
                  + " "
                  + (amount + 1);
          case DISK_FULL -> " of " + amount + " bytes more";
          case SET_CLOCK -> (after ? " forward" : " back") + " by " + amount + " min";
          default -> "";
        };
    return "step " + atStep + ": " + kind + where;
  }
}
