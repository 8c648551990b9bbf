package io.landfall.runtime.task;

/**
 * Names a task of a job.
 *
 * @param chain index of the chain in the plan
 * @param subtask from 0
 */
public record TaskId(int chain, int subtask) {}
