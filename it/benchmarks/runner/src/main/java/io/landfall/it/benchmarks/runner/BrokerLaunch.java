package io.landfall.it.benchmarks.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Not a system, but what those for Kafka need. */
record BrokerLaunch() implements Launch {

  @Override
  public List<String> command(Path root) throws UserMistake {
    Path dist = root.resolve("kafka-connector/dev-broker/target/dist");
    if (!Files.isDirectory(dist)) {
      throw new UserMistake("module kafka-connector/dev-broker is not built: there is no " + dist);
    }
    return List.of("-cp", dist + "/*", "io.landfall.kafka.broker.DevBroker");
  }
}
