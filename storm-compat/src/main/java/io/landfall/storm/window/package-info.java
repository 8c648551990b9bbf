/**
 * Storm's windows as a state machine: what is in a window, when it fires, what leaves it, which
 * tuples are late. No threads and no clock: whoever drives it says what time it is. Decides as the
 * classes in {@code org.apache.storm.windowing} do, which hold threads and cannot be saved.
 *
 * <p>Read first: {@link io.landfall.storm.window.Windowing}, {@link
 * io.landfall.storm.window.WindowSpec}. Imports nothing else of ours. One thread.
 *
 * <pre>
 *  add, onWatermark, onTime ─▶ Trigger ─fires─▶ Windowing.scan ─asks─▶ Eviction ─▶ Listener
 * </pre>
 */
package io.landfall.storm.window;
