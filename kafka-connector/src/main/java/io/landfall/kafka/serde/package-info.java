/**
 * Records to values and back: strings, JSON, Avro, and whatever Kafka's own serializers do. Read
 * first: {@code RecordDeserializer}, {@code RecordSerializer}, {@code KafkaRecord}. Imports nothing
 * else of ours. A (de)serializer belongs to one thread; {@code duplicate} makes one for another.
 */
package io.landfall.kafka.serde;
