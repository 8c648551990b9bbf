package io.landfall.runtime.job;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.LogicalOperator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The name under which each operator's state is kept: the user's uid, else one derived from what
 * the operator is and what it reads, so that the same job declared again finds its state.
 */
final class OperatorUids {

  private static final int HASH_BYTES = 8;

  /**
   * @return by operator id
   * @throws JobRefusedException if a uid is used twice
   */
  static Map<Integer, String> of(LogicalGraph graph) throws JobRefusedException {
    Map<Integer, String> uids = new HashMap<>();
    Map<String, LogicalOperator> owners = new HashMap<>();
    Map<String, Integer> alike = new HashMap<>();
    for (LogicalOperator operator : graph.operators()) {
      String uid = operator.uid();
      if (uid == null) {
        String structure = structureOf(graph, operator, uids);
        int twins = alike.merge(structure, 1, Integer::sum);
        uid = operator.spec().kind() + "-" + hash(structure + "#" + twins);
      }
      LogicalOperator other = owners.put(uid, operator);
      if (other != null) {
        throw new JobRefusedException(
            "job '"
                + graph.jobName()
                + "': operators '"
                + other.name()
                + "' and '"
                + operator.name()
                + "' have the same uid '"
                + uid
                + "'; give each its own");
      }
      uids.put(operator.id(), uid);
    }
    return uids;
  }

  private static String structureOf(
      LogicalGraph graph, LogicalOperator operator, Map<Integer, String> known) {
    StringBuilder structure = new StringBuilder(operator.spec().kind());
    for (LogicalEdge edge : graph.inputsOf(operator.id())) {
      // Upstream operators are declared before, but for those that close a cycle.
      String from = known.getOrDefault(edge.from(), "cycle");
      structure
          .append('|')
          .append(edge.input())
          .append('<')
          .append(from)
          .append('.')
          .append(edge.output())
          .append('/')
          .append(edge.partitioning().getClass().getSimpleName());
    }
    return structure.toString();
  }

  private static String hash(String structure) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(structure.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private OperatorUids() {}
}
