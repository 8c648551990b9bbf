/** JSON from one Kafka topic to another, exactly once. Uses the public API only. */
package io.landfall.examples.kafka;
