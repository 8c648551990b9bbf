package io.landfall.operators.source;

import io.landfall.api.connector.SourceSplit;

/** What a source's coordinator and its subtasks tell each other. */
sealed interface SplitEvent {

  /** To a subtask. */
  record Assigned<S extends SourceSplit>(S split) implements SplitEvent {}

  /** To a subtask. */
  record NoMoreSplits() implements SplitEvent {}

  /** To the coordinator. */
  record Request() implements SplitEvent {}
}
