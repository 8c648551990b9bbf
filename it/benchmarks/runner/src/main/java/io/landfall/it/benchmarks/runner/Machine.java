package io.landfall.it.benchmarks.runner;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the figures were measured on. */
record Machine(
    String processor, int cores, long memoryBytes, String java, String system, String date) {

  static Machine ofThisProcess() {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        processorModel(),
        machine.getAvailableProcessors(),
        machine.getTotalMemorySize(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        machine.getName() + " " + machine.getVersion() + " " + machine.getArch(),
        LocalDate.now(ZoneOffset.UTC).toString());
  }

  /** Empty where the system does not tell. */
  private static String processorModel() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    } catch (IOException notLinux) {
      return "";
    }
  }

  String sentence() {
    return date
        + ", "
        + cores
        + (cores == 1 ? " core" : " cores")
        + (processor.isEmpty() ? "" : " of " + processor)
        + ", "
        + Units.bytes(memoryBytes)
        + " of memory, "
        + java
        + ", "
        + system;
  }
}
