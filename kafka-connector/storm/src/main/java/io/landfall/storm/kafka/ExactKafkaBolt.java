package io.landfall.storm.kafka;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.storm.swap.SinkBolt;
import java.util.Map;
import org.apache.storm.kafka.bolt.KafkaBolt;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseTickTupleAwareRichBolt;
import org.apache.storm.tuple.Tuple;

/**
 * Writes what a {@code KafkaBolt} of the same configuration writes, in transactions. Records are
 * made here, by the topology's own classes; as bytes they go to the connector, which has Kafka
 * clients of its own. A tuple is acked when its record is in the transaction, so its message when
 * that is committed. The task's thread only.
 */
final class ExactKafkaBolt extends BaseTickTupleAwareRichBolt implements SinkBolt {

  private static final long serialVersionUID = 1L;

  private final transient RecordMaker<?, ?> records;
  private final transient ConnectorSink<?> sink;
  private transient Output output;
  private transient OutputCollector collector;

  private ExactKafkaBolt(RecordMaker<?, ?> records, ConnectorSink<?> sink) {
    this.records = records;
    this.sink = sink;
  }

  static ExactKafkaBolt inPlaceOf(String componentId, Object kafkaBolt, Map<String, Object> conf)
      throws NotSwappable, ReflectiveOperationException {
    RecordMaker<?, ?> records = RecordMaker.of((KafkaBolt<?, ?>) kafkaBolt, conf);
    return new ExactKafkaBolt(records, ConnectorSink.open(componentId, records.properties(), conf));
  }

  @Override
  public TwoPhaseSink<Object[], ?> sink() {
    return sink;
  }

  @Override
  public void writeTo(Output outside) {
    output = outside;
  }

  @Override
  public void prepare(
      Map<String, Object> conf, TopologyContext context, OutputCollector outputCollector) {
    collector = outputCollector;
    records.open();
  }

  @Override
  protected void process(Tuple tuple) {
    Object[] record = records.make(tuple);
    // As with Storm's, a tuple for no topic is done with.
    if (record != null) {
      try {
        output.write(record);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("cannot write to Kafka: " + e.getMessage(), e);
      }
    }
    collector.ack(tuple);
  }

  @Override
  public void cleanup() {
    records.close();
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    // Emits nothing.
  }
}
