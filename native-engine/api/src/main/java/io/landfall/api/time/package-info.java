/**
 * Event time, watermarks and timers.
 *
 * <p>The ideas are those of the Dataflow model (Akidau et al., VLDB 2015) in the form that Flink
 * made common. Read first: {@code WatermarkStrategy}, {@code WatermarkGenerator}, {@code
 * TimerService}. Imports nothing else of ours. All called by one task thread.
 */
package io.landfall.api.time;
