/**
 * What source and sink share of Kafka's clients: their settings, and questions to the cluster whose
 * answers are one clear line when they are refusals. Read first: {@code ClusterCheck}, {@code
 * ClientSettings}. Imports nothing else of ours.
 */
package io.landfall.kafka.client;
