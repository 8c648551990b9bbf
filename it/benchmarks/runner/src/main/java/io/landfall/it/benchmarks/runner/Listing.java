package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.workload.Work;
import java.util.stream.Collectors;

/** What there is to run, for {@code --list}. */
record Listing(Catalogue catalogue) {

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Works:\n");
    for (Work work : Work.values()) {
      text.append(String.format("  %-5s%s%n", work, work.title()));
    }
    text.append("\nSystems, and their variants:\n");
    for (String name : catalogue.systems()) {
      text.append("  ").append(name).append('\n');
      for (Variant variant : catalogue.variants()) {
        if (variant.system().equals(name)) {
          text.append(String.format("    %-30s%s%n", variant.name(), variant.description()));
          text.append(String.format("    %-30sdoes %s%n", "", works(variant)));
        }
      }
    }
    return text.toString();
  }

  private String works(Variant variant) {
    return catalogue.entries().stream()
        .filter(entry -> entry.variant().equals(variant))
        .map(entry -> entry.work().name())
        .collect(Collectors.joining(" "));
  }
}
