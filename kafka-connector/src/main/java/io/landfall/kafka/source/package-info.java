/**
 * A source over the partitions of topics.
 *
 * <p>Read first: {@code KafkaSource}, {@code KafkaReader}, {@code PartitionFetcher}. May import
 * {@code api.*}, {@code kafka.client} and {@code kafka.serde}.
 *
 * <pre>
 *  job thread                    discovery thread                 task thread         fetcher thread
 *  KafkaEnumerator  <--found-- PartitionDiscovery (Admin)          KafkaReader --commands--> PartitionFetcher
 *        '------------------------ assign(KafkaSplit) -----------------^  <---batches, bounded---'  (KafkaConsumer)
 * </pre>
 */
package io.landfall.kafka.source;
