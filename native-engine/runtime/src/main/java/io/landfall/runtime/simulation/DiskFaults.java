package io.landfall.runtime.simulation;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What may happen at each operation of a {@link SimulatedDisk}. Either method may throw, or let
 * another simulated thread run for a while before it returns. An {@link IOException} is what the
 * caller of the operation then sees; an {@link Error} goes through it as it is, which is how a
 * simulated thread is made to end where it stands.
 *
 * <p>Called by whichever thread uses the disk; paths are absolute and normalised. The idea of
 * asking a seeded source at every point where a real system may fail is FoundationDB's ("buggify",
 * Zhou et al., SIGMOD 2021).
 */
public interface DiskFaults {

  /** Nothing ever fails. */
  DiskFaults NONE = new DiskFaults() {};

  /**
   * Before the operation has any effect.
   *
   * @throws IOException the operation fails and has none; only a handle is closed or unlocked all
   *     the same, and what a failed {@link Operation#SYNC} should have made durable no later one
   *     does
   */
  default void before(Operation operation, Path path) throws IOException {}

  /**
   * After the operation has had its effect; not called if it failed.
   *
   * @throws IOException the caller sees it fail although it took effect
   */
  default void after(Operation operation, Path path) throws IOException {}

  /** What is done. A handle's are reported with the path that it was opened by. */
  enum Operation {
    CREATE,
    WRITE,
    SYNC,
    /** Of a writer or reader. */
    CLOSE,
    OPEN,
    /** Also of a length. */
    READ,
    CREATE_FOLDERS,
    SYNC_FOLDER,
    /** Reported with the path that is renamed, not the one that it gets. */
    RENAME,
    /** Reported with the new name. */
    LINK,
    LIST,
    /** {@code exists}, {@code isFolder} and {@code isWritable}. */
    LOOK,
    /** One for each file and folder of the deleted tree. */
    DELETE,
    LOCK,
    UNLOCK
  }
}
