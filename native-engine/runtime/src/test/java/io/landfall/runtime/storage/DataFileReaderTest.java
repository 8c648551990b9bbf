package io.landfall.runtime.storage;

import static io.landfall.runtime.storage.CheckpointStorageContract.content;
import static io.landfall.runtime.storage.CheckpointStorageContract.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.runtime.simulation.DiskFaults;
import io.landfall.runtime.simulation.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DataFileReaderTest {

  private static final Path FILE = Path.of("/a.data");

  private boolean readsFail;
  private final SimulatedDisk disk =
      new SimulatedDisk(
          new DiskFaults() {
            @Override
            public void before(Operation operation, Path path) throws IOException {
              if (operation == Operation.READ && readsFail) {
                throw new IOException("as asked");
              }
            }
          });

  @Test
  void closesTheFileIfASectionCannotBeOpened() throws IOException {
    try (Disk.Writer file = disk.create(FILE)) {
      DataFileWriter writer = new DataFileWriter(file);
      content(5).writeTo(writer);
      writer.finish("a.data");
    }
    DataFileReader reader = new DataFileReader("a.data", () -> disk.open(FILE));

    readsFail = true;
    assertThatThrownBy(() -> reader.open(section(0))).hasMessage("as asked");

    assertThat(disk.openHandles()).isEmpty();
  }
}
