package io.landfall.storm.capture;

import java.util.Set;

/** Tells Storm's runtime classes from users' classes and from plain data of Storm's. */
final class StormClasses {

  private static final String ROOT = "org.apache.storm.";

  /** Below the root: the packages of storm-client whose objects belong to a running worker. */
  private static final Set<String> RUNTIME_PACKAGES =
      Set.of(
          "assignments",
          "blobstore",
          "bolt",
          "callback",
          "cluster",
          "container",
          "coordination",
          "daemon",
          "dependency",
          "drpc",
          "executor",
          "generated",
          "grouping",
          "hooks",
          "lambda",
          "messaging",
          "metric",
          "metrics2",
          "multilang",
          "networktopography",
          "nimbus",
          "pacemaker",
          "planner",
          "policy",
          "scheduler",
          "security",
          "serialization",
          "shade",
          "spout",
          "state",
          "stats",
          "streams",
          "task",
          "thrift",
          "topology",
          "trident",
          "tuple",
          "utils",
          "validation",
          "windowing",
          "zookeeper");

  private static final Set<String> PLAIN_DATA =
      Set.of(
          "org.apache.storm.tuple.Values",
          "org.apache.storm.tuple.Fields",
          "org.apache.storm.utils.MutableInt",
          "org.apache.storm.utils.MutableLong",
          "org.apache.storm.utils.MutableObject",
          "org.apache.storm.generated.GlobalStreamId",
          "org.apache.storm.streams.Pair",
          "org.apache.storm.trident.state.OpaqueValue",
          "org.apache.storm.trident.state.TransactionalValue");

  private StormClasses() {}

  /** True for a class whose objects only a worker can make. */
  static boolean isRuntime(Class<?> type) {
    String name = type.getName();
    if (!name.startsWith(ROOT) || PLAIN_DATA.contains(name)) {
      return false;
    }
    int end = name.indexOf('.', ROOT.length());
    return end < 0 || RUNTIME_PACKAGES.contains(name.substring(ROOT.length(), end));
  }

  /** True where the user's part of a class hierarchy ends. */
  static boolean isBase(Class<?> type) {
    return type.getName().startsWith("java.") || isRuntime(type);
  }
}
