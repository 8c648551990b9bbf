/**
 * Kafka in, Kafka out, exactly once: {@code kafka.source}, {@code kafka.sink}, and {@code
 * kafka.serde} for what is in the records. May import {@code api.*} and Kafka's clients.
 */
package io.landfall.kafka;
