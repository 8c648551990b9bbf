/**
 * Handles to state that the engine keeps, snapshots and restores, and how they are declared.
 *
 * <p>Read first: {@code ValueState}, {@code MapState}, {@code StateDescriptor}. May import {@code
 * api.serialization}. Keyed state always means the current key's. Task thread only.
 */
package io.landfall.api.state;
