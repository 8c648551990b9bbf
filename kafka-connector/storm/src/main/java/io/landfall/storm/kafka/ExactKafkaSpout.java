package io.landfall.storm.kafka;

import io.landfall.storm.swap.ExactPosition;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.kafka.spout.KafkaSpoutConfig.ProcessingGuarantee;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.apache.storm.kafka.spout.KafkaTuple;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;

/**
 * Emits what a {@code KafkaSpout} of the same configuration emits, from where the checkpoint says.
 * Every record has a message id, whatever the configuration's processing guarantee: that decides
 * only whether a tuple which fails is emitted again. Offsets are committed to the group when their
 * messages are acked, so never before a checkpoint covers them. The task's thread only.
 */
final class ExactKafkaSpout<K, V> extends BaseRichSpout implements ExactPosition {

  private static final long serialVersionUID = 1L;

  private SpoutPositions positions = new SpoutPositions();
  private final PartitionReader<K, V> reader;

  private ExactKafkaSpout(KafkaSpoutConfig<K, V> config) {
    this.reader = new PartitionReader<>(config);
  }

  /**
   * @throws ReflectiveOperationException if it is not built as that of Storm 2
   */
  static ExactKafkaSpout<?, ?> inPlaceOf(Object kafkaSpout) throws ReflectiveOperationException {
    Field config = KafkaSpout.class.getDeclaredField("kafkaSpoutConfig");
    config.setAccessible(true);
    return new ExactKafkaSpout<>((KafkaSpoutConfig<?, ?>) config.get(kafkaSpout));
  }

  @Override
  public void open(
      Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
    reader.open(conf, context, collector);
  }

  @Override
  public void activate() {
    reader.connect(positions);
  }

  @Override
  public void nextTuple() {
    reader.refresh(positions);
    reader.commitIfDue(positions);
    ConsumerRecord<K, V> again = reader.nextToRetry(positions);
    if (again != null) {
      emit(again);
      return;
    }
    for (ConsumerRecord<K, V> record; (record = reader.next(positions)) != null; ) {
      if (emit(record)) {
        return;
      }
    }
  }

  /** False if the translator has nothing of it. */
  private boolean emit(ConsumerRecord<K, V> record) {
    KafkaSpoutConfig<K, V> config = reader.config();
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    KafkaSpoutMessageId id = reader.idOf(partition, record.offset());
    List<Object> tuple = config.getTranslator().apply(record);
    if (tuple == null && !config.isEmitNullTuples()) {
      positions.skipped(partition, record.offset());
      // If it was emitted before and failed.
      done(id);
      return false;
    }
    positions.emitted(id);
    reader.emitted(id);
    if (tuple instanceof KafkaTuple routed && routed.getStream() != null) {
      reader.collector().emit(routed.getStream(), tuple, id);
    } else {
      reader.collector().emit(tuple, id);
    }
    config.getTupleListener().onEmit(tuple, id);
    return true;
  }

  @Override
  public void ack(Object messageId) {
    KafkaSpoutMessageId id = (KafkaSpoutMessageId) messageId;
    done(id);
    reader.config().getTupleListener().onAck(id);
  }

  private void done(KafkaSpoutMessageId id) {
    positions.acked(id);
    reader.config().getRetryService().remove(id);
  }

  @Override
  public void fail(Object messageId) {
    KafkaSpoutMessageId id = (KafkaSpoutMessageId) messageId;
    KafkaSpoutConfig<K, V> config = reader.config();
    if (config.getProcessingGuarantee() != ProcessingGuarantee.AT_LEAST_ONCE) {
      done(id);
      return;
    }
    id.incrementNumFails();
    if (config.getRetryService().schedule(id)) {
      positions.failed(id);
      config.getTupleListener().onRetry(id);
    } else {
      config.getTupleListener().onMaxRetryReached(id);
      done(id);
    }
  }

  @Override
  public void deactivate() {
    reader.disconnect(positions);
  }

  @Override
  public void close() {
    reader.disconnect(positions);
  }

  /** What was declared at submission is what counts; this is for completeness. */
  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    var translator = reader.config().getTranslator();
    translator
        .streams()
        .forEach(stream -> declarer.declareStream(stream, translator.getFieldsFor(stream)));
  }
}
