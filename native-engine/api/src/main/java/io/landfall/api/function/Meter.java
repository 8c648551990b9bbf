package io.landfall.api.function;

/** A count and how fast it grows. Only its subtask's thread marks; any thread may look at it. */
public interface Meter {

  void mark(long events);

  long count();

  /** Events a second since somebody looked last, at least a second ago; 0 before that. */
  double perSecond();
}
