/** Metrics consumers and event loggers. */
package io.landfall.it.storm.metrics;
