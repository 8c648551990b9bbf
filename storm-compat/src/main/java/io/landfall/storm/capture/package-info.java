/**
 * Field capture: makes the fields of plain spouts and bolts part of checkpoints.
 *
 * <p>Data is captured, by content; what holds a thread, a connection or the runtime is left to
 * {@code open} and {@code prepare}. Read first: {@link io.landfall.storm.capture.FieldKinds},
 * {@link io.landfall.storm.capture.FieldCapture}, {@link io.landfall.storm.capture.CapturePlan}.
 * May import {@code api.serialization}. Task's thread.
 *
 * <pre>
 *  barrier:  user object ─take─▶ name → value        restore:  prepare, then name → value ─putBack─▶ user object
 * </pre>
 */
package io.landfall.storm.capture;
