/**
 * When a checkpoint begins, when it is complete, and when it is given up: a state machine, events
 * in and commands out, without a thread, clock or file of its own, so that every order of events
 * can be tried. Read first: {@code CheckpointCoordinator}, {@code CheckpointCommand}. Imports
 * nothing of ours.
 *
 * <pre>
 *  trigger -> TriggerCheckpoint ... all tasks acknowledged -> WriteManifest -> manifest durable -> NotifyComplete
 *                    `--- timeout, failure ------------------------------'-> Abort
 * </pre>
 */
package io.landfall.runtime.checkpoint;
