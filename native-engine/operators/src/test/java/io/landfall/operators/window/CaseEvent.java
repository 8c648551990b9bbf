package io.landfall.operators.window;

/** What happens to an operator in a random case. */
sealed interface CaseEvent {

  record Add(Item item, long timestampMs) implements CaseEvent {}

  /**
   * @param subtask modulo the parallelism
   */
  record Watermark(int subtask, long watermarkMs) implements CaseEvent {}

  record Clock(long nowMs) implements CaseEvent {}

  /** All subtasks are snapshotted, and what was snapshotted goes on in so many. */
  record Restore(int parallelism) implements CaseEvent {}

  record End() implements CaseEvent {}
}
