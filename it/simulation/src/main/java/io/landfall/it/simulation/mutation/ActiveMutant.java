package io.landfall.it.simulation.mutation;

/**
 * Which of the mutants in a class loader is on. Every loader has this class, and so the number, to
 * itself. Set between trials, by the thread that plays them; what runs in a trial only reads.
 */
public final class ActiveMutant {

  /** The engine as it is. */
  public static final int NONE = -1;

  /** Read by the changed methods. */
  public static int number = NONE;

  private ActiveMutant() {}
}
