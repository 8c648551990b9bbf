package io.landfall.kafka.source;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What one poll brought of one partition.
 *
 * @param nextOffset where the partition is read on: behind the last record and whatever control
 *     records come after it
 * @param finished true if nothing follows, since the stopping offset is reached
 */
record FetchedPartition(
    TopicPartition partition,
    List<ConsumerRecord<byte[], byte[]>> records,
    long nextOffset,
    boolean finished) {}
