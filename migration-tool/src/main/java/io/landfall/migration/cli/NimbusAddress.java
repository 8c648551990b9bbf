package io.landfall.migration.cli;

import io.landfall.migration.run.UserMistake;
import java.util.HashMap;
import java.util.Map;

/** Which running Landfall, or Storm's Nimbus, a command is for. */
final class NimbusAddress {

  @picocli.CommandLine.Option(
      names = "--nimbus",
      paramLabel = "HOST:PORT",
      description =
          "Who runs the topology: a 'landfall storm jar --serve PORT', or Storm's Nimbus; default"
              + " localhost:6627.")
  private String address = "localhost:6627";

  /** A request for it, to be completed. */
  Map<String, Object> request(String command) throws UserMistake {
    int colon = address.lastIndexOf(':');
    Map<String, Object> request = new HashMap<>();
    request.put("command", command);
    try {
      request.put("host", address.substring(0, colon));
      request.put("port", Integer.parseInt(address.substring(colon + 1)));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new UserMistake(
          "--nimbus: found '" + address + "', expected HOST:PORT, such as localhost:6627");
    }
    return request;
  }
}
