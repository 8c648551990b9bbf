package io.landfall.storm.grouping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.storm.Thrift;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.generated.Grouping;
import org.apache.storm.grouping.CustomStreamGrouping;
import org.apache.storm.grouping.LoadAwareCustomStreamGrouping;
import org.apache.storm.grouping.LoadMapping;
import org.apache.storm.task.WorkerTopologyContext;
import org.apache.storm.tuple.Fields;
import org.apache.storm.utils.Utils;

/** Makes the {@link Chooser} of a declared grouping. */
public final class Choosers {

  private Choosers() {}

  /**
   * @param stream the stream that is grouped
   * @param fields of that stream
   * @param target the subscribing component
   * @param targetTasks its tasks, ascending
   * @param seeds for random choices, another one at each call
   */
  public static Chooser make(
      Grouping grouping,
      GlobalStreamId stream,
      Fields fields,
      String target,
      List<Integer> targetTasks,
      WorkerTopologyContext context,
      LongSupplier seeds) {
    int count = targetTasks.size();
    switch (Thrift.groupingType(grouping)) {
      case FIELDS:
        return Thrift.isGlobalGrouping(grouping)
            ? only(0)
            : new FieldsChooser(positions(fields, Thrift.fieldGrouping(grouping)), count);
      case SHUFFLE, LOCAL_OR_SHUFFLE:
        return count == 1 ? only(0) : new ShuffleChooser(count, new Random(seeds.getAsLong()));
      case NONE:
        Random random = new Random(seeds.getAsLong());
        return (task, values) -> random.nextInt(count);
      case ALL:
        return count == 1 ? only(0) : new All(IntStream.range(0, count).toArray());
      case DIRECT:
        return new Direct(stream.get_streamId());
      case CUSTOM_OBJECT:
        return custom(
            Thrift.instantiateJavaObject(grouping.get_custom_object()),
            stream,
            target,
            targetTasks,
            context);
      case CUSTOM_SERIALIZED:
        return custom(
            Utils.javaDeserialize(grouping.get_custom_serialized(), CustomStreamGrouping.class),
            stream,
            target,
            targetTasks,
            context);
      default:
        throw new IllegalArgumentException("unknown grouping " + grouping);
    }
  }

  private static Chooser custom(
      Object object,
      GlobalStreamId stream,
      String target,
      List<Integer> targetTasks,
      WorkerTopologyContext context) {
    String description =
        "grouping "
            + object.getClass().getName()
            + " from '"
            + stream.get_componentId()
            + "' stream '"
            + stream.get_streamId()
            + "' to '"
            + target
            + "'";
    if (!(object instanceof CustomStreamGrouping grouping)) {
      throw new IllegalArgumentException(description + " is no CustomStreamGrouping");
    }
    grouping.prepare(context, stream, targetTasks);
    if (grouping instanceof LoadAwareCustomStreamGrouping loadAware) {
      loadAware.refreshLoad(noLoad(targetTasks));
    }
    return new CustomChooser(grouping, targetTasks, description);
  }

  // In one process no task is farther away than another, and a full one holds its sender back.
  private static LoadMapping noLoad(List<Integer> tasks) {
    Map<Integer, Double> loads = new HashMap<>();
    tasks.forEach(task -> loads.put(task, 0.0));
    LoadMapping mapping = new LoadMapping();
    mapping.setLocal(loads);
    return mapping;
  }

  private static int[] positions(Fields fields, List<String> names) {
    return names.stream().mapToInt(fields::fieldIndex).toArray();
  }

  private static Chooser only(int index) {
    return (task, values) -> index;
  }

  private record All(int[] targets) implements Chooser {
    @Override
    public int one(int sourceTask, List<Object> values) {
      return MANY;
    }

    @Override
    public int[] many(int sourceTask, List<Object> values) {
      return targets;
    }
  }

  private record Direct(String streamId) implements Chooser {
    @Override
    public int one(int sourceTask, List<Object> values) {
      throw new IllegalArgumentException(
          "Cannot do regular emit to direct stream '" + streamId + "'; use emitDirect");
    }

    @Override
    public boolean isDirect() {
      return true;
    }
  }
}
