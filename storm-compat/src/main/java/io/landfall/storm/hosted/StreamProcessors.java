package io.landfall.storm.hosted;

import io.landfall.storm.capture.PrivateFields;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.shade.com.google.common.collect.Multimap;
import org.apache.storm.shade.com.google.common.collect.Table;
import org.apache.storm.streams.Pair;
import org.apache.storm.streams.ProcessorNode;
import org.apache.storm.streams.processors.Processor;

/**
 * What the processors of a bolt of the streams API keep between two tuples: sums so far, rows that
 * wait for their partners, and which inputs have said that a window is over.
 */
final class StreamProcessors {

  /** What Storm's processors call it. */
  private static final List<String> STATE_FIELDS =
      List.of("state", "agg", "leftRows", "rightRows", "firstMap", "secondMap", "punctuationState");

  private final List<ProcessorNode> nodes;
  private final Table<ProcessorNode, String, Integer> windowEnds;

  /**
   * @param bolt of the streams API, prepared
   */
  @SuppressWarnings("unchecked")
  StreamProcessors(Object bolt) {
    Object delegate = PrivateFields.read(bolt, "delegate");
    nodes = (List<ProcessorNode>) PrivateFields.read(delegate, "nodes");
    windowEnds =
        (Table<ProcessorNode, String, Integer>) PrivateFields.read(delegate, "punctuationState");
  }

  /** Whether a bolt is one of the streams API's that takes tuple after tuple. */
  static boolean areIn(Object bolt) {
    String name = bolt.getClass().getName();
    return name.equals("org.apache.storm.streams.ProcessorBolt")
        || name.equals("org.apache.storm.streams.StatefulProcessorBolt");
  }

  /** As plain values and values of the user's. */
  Object snapshot() {
    List<Object> ofNodes = new ArrayList<>();
    List<Object> ends = new ArrayList<>();
    for (ProcessorNode node : nodes) {
      Map<String, Object> fields = new HashMap<>();
      for (Field field : stateFields(node.getProcessor())) {
        fields.put(field.getName(), toPlain(PrivateFields.read(node.getProcessor(), field)));
      }
      ofNodes.add(fields);
      ends.add(new HashMap<>(windowEnds.row(node)));
    }
    return new Object[] {ofNodes, ends};
  }

  @SuppressWarnings("unchecked")
  void restore(Object saved) {
    Object[] parts = (Object[]) saved;
    List<Map<String, Object>> ofNodes = (List<Map<String, Object>>) parts[0];
    List<Map<String, Integer>> ends = (List<Map<String, Integer>>) parts[1];
    for (int i = 0; i < nodes.size() && i < ofNodes.size(); i++) {
      ProcessorNode node = nodes.get(i);
      for (Field field : stateFields(node.getProcessor())) {
        if (ofNodes.get(i).containsKey(field.getName())) {
          putBack(node.getProcessor(), field, ofNodes.get(i).get(field.getName()));
        }
      }
      ends.get(i).forEach((stream, count) -> windowEnds.put(node, stream, count));
    }
  }

  private static List<Field> stateFields(Processor<?> processor) {
    List<Field> fields = new ArrayList<>();
    for (String name : STATE_FIELDS) {
      Field field = PrivateFields.find(processor, name);
      if (field != null) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static Object toPlain(Object value) {
    if (value instanceof Multimap<?, ?> multimap) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      multimap.asMap().forEach((key, values) -> plain.put(key, toPlain(values)));
      return plain;
    }
    if (value instanceof Map<?, ?> map) {
      return new LinkedHashMap<>(map);
    }
    if (value instanceof Collection<?> elements) {
      List<Object> plain = new ArrayList<>();
      elements.forEach(element -> plain.add(pairToPlain(element)));
      return plain;
    }
    return value;
  }

  private static Object pairToPlain(Object element) {
    return element instanceof Pair<?, ?> pair
        ? new Object[] {pair.getFirst(), pair.getSecond()}
        : element;
  }

  private static Object plainToPair(Object element) {
    return element instanceof Object[] pair ? Pair.of(pair[0], pair[1]) : element;
  }

  @SuppressWarnings("unchecked")
  private static void putBack(Object processor, Field field, Object plain) {
    Object live = PrivateFields.read(processor, field);
    if (live instanceof Multimap<?, ?> multimap) {
      Multimap<Object, Object> target = (Multimap<Object, Object>) multimap;
      ((Map<Object, Collection<Object>>) plain)
          .forEach((key, values) -> values.forEach(value -> target.put(key, plainToPair(value))));
    } else if (live instanceof Map<?, ?> map) {
      ((Map<Object, Object>) map).putAll((Map<Object, Object>) plain);
    } else if (live instanceof Collection<?> elements) {
      ((Collection<Object>) plain)
          .forEach(element -> ((Collection<Object>) elements).add(plainToPair(element)));
    } else {
      PrivateFields.write(processor, field, plain);
    }
  }
}
