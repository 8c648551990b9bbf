package io.landfall.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.runtime.simulation.DiskFaults;
import io.landfall.runtime.simulation.SimulatedDisk;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The storage of directories keeps its promises on the simulated disk too, through crashes. */
class SimulatedDiskStorageTest extends CheckpointStorageContract {

  private static final int SEEDS = 200;

  private final SimulatedDisk simulated = new SimulatedDisk(DiskFaults.NONE);
  private final Disk oneAtATime = oneAtATime(Disk.class, simulated, simulated);

  @Override
  DirectoryCheckpointStorage open() throws IOException {
    return DirectoryCheckpointStorage.open(folder.resolve("state"), JOB, oneAtATime);
  }

  @Override
  Disk disk() {
    return oneAtATime;
  }

  /** The contract has several threads write at once, which the simulated disk leaves to others. */
  private static <T> T oneAtATime(Class<T> type, T inner, Object turn) {
    Object guarded =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              synchronized (turn) {
                try {
                  return guard(method.invoke(inner, arguments), turn);
                } catch (InvocationTargetException failure) {
                  throw failure.getCause();
                }
              }
            });
    return type.cast(guarded);
  }

  private static Object guard(Object result, Object turn) {
    if (result instanceof Disk.Writer writer) {
      return oneAtATime(Disk.Writer.class, writer, turn);
    }
    return result instanceof Disk.Reader reader
        ? oneAtATime(Disk.Reader.class, reader, turn)
        : result;
  }

  @Test
  void aCompletedCheckpointOutlivesEveryPowerFailure() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      SimulatedDisk disk = new SimulatedDisk(DiskFaults.NONE);
      var before = DirectoryCheckpointStorage.open(folder.resolve("state"), JOB, disk);
      write(before, 1);
      write(before, 2);
      before.begin(3).writeFile("a.data", content(5_000));
      disk.crash(new Random(seed));

      try (var after = DirectoryCheckpointStorage.open(folder.resolve("state"), JOB, disk)) {
        StoredCheckpoint latest = after.latest().orElseThrow();
        assertThat(latest.manifest().checkpointId()).as("seed %d", seed).isEqualTo(2);
        assertThat(after.problems()).as("seed %d", seed).isEmpty();
      }
      assertThat(disk.openHandles()).isEmpty();
    }
  }
}
