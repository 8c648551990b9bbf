package io.landfall.storm.task;

import io.landfall.operators.spi.OperatorContext;
import io.landfall.storm.grouping.Chooser;
import io.landfall.storm.grouping.Choosers;
import io.landfall.storm.topology.ComponentPlan;
import io.landfall.storm.topology.TopologyPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.generated.Grouping;
import org.apache.storm.tuple.Fields;
import org.apache.storm.utils.Utils;

/**
 * All output streams of a task, resolved when it opens, so that an emit looks up one name at most.
 */
final class StreamRoutes {

  private final Map<String, StreamRoute> byId = new HashMap<>();
  private final String component;
  // Callers nearly always pass the same constant: found by identity, without hashing it.
  private volatile StreamRoute last;

  StreamRoutes(
      TopologyPlan plan,
      TopologyRun run,
      ComponentPlan source,
      ExecutorShared executor,
      OperatorContext context,
      TaskCounts counts) {
    component = source.id();
    plan.streamFields()
        .get(source.id())
        .forEach(
            (stream, fields) ->
                byId.put(
                    stream,
                    new StreamRoute(
                        stream,
                        targets(plan, run, source, executor, context, stream, fields),
                        counts.outgoing(stream))));
    last = byId.get(Utils.DEFAULT_STREAM_ID);
  }

  /**
   * @throws IllegalArgumentException if the component declares no such stream
   */
  StreamRoute resolve(String streamId) {
    StreamRoute cached = last;
    if (cached != null && cached.id == streamId) {
      return cached;
    }
    StreamRoute found = byId.get(streamId);
    if (found == null) {
      throw new IllegalArgumentException(
          "Unknown stream ID: '" + streamId + "'; component '" + component + "' declares " + ids());
    }
    if (found.id == streamId) {
      last = found;
    }
    return found;
  }

  private List<String> ids() {
    return byId.keySet().stream().filter(id -> !id.startsWith("__")).sorted().toList();
  }

  private static TargetRoute[] targets(
      TopologyPlan plan,
      TopologyRun run,
      ComponentPlan source,
      ExecutorShared executor,
      OperatorContext context,
      String stream,
      Fields fields) {
    GlobalStreamId id = new GlobalStreamId(source.id(), stream);
    List<TargetRoute> routes = new ArrayList<>();
    for (ComponentPlan target : plan.components()) {
      Grouping grouping = target.common().get_inputs().get(id);
      if (grouping != null) {
        Chooser chooser =
            executor.chooser(
                stream,
                target.id(),
                () ->
                    Choosers.make(
                        grouping,
                        id,
                        fields,
                        target.id(),
                        target.tasks(),
                        run.workerContext(),
                        context::newSeed));
        routes.add(
            new TargetRoute(
                target.id(),
                chooser,
                context.directOutput(null, target.operatorId()),
                target.tasks(),
                run.isTracked(target.id())));
      }
    }
    return routes.toArray(TargetRoute[]::new);
  }
}
