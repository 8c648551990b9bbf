/**
 * What a job counts: counters with one writer, gauges asked when somebody looks. Read first: {@code
 * MetricRegistry}. Imports {@code api.function} only.
 */
package io.landfall.runtime.metrics;
