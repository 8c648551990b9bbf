package io.landfall.storm.swap;

/**
 * Marks a spout whose data fields say exactly which messages it has emitted and which of them are
 * open, whatever connections it has beside them: its source gives none of them again after a
 * restart.
 */
public interface ExactPosition {}
