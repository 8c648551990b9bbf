package io.landfall.operators.async;

import java.io.Serializable;

/**
 * A record whose results had not been emitted at the barrier, as it is in a checkpoint.
 *
 * @param subtask that had it
 * @param keyGroup -1 if the input has no key
 */
record InFlight(int subtask, int keyGroup, long timestampMs, Object value)
    implements Serializable {}
