package io.landfall.storm.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.storm.task.GeneralTopologyContext;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.TupleImpl;
import org.apache.storm.utils.ConfigUtils;
import org.apache.storm.utils.Utils;

/** Tuples that no topology sent. */
public final class TestTuples {

  private static final int TASK = 1;

  private TestTuples() {}

  /**
   * @param component null for {@code component}
   * @param stream null for {@code default}
   * @param fields null for {@code field1}, {@code field2}...
   */
  public static Tuple tuple(
      List<Object> values, String component, String stream, List<String> fields) {
    String from = component == null ? "component" : component;
    String over = stream == null ? Utils.DEFAULT_STREAM_ID : stream;
    List<String> names = fields == null ? numbered(values.size()) : fields;
    Map<String, Fields> streams = new HashMap<>();
    streams.put(over, new Fields(names));
    GeneralTopologyContext context =
        new GeneralTopologyContext(
            null,
            ConfigUtils.readStormConfig(),
            Map.of(TASK, from),
            Map.of(from, List.of(TASK)),
            Map.of(from, streams),
            "test-storm-id");
    return new TupleImpl(context, values, from, TASK, over);
  }

  private static List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> "field" + number).toList();
  }
}
