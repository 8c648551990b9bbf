package io.landfall.operators.async;

/** Requests under way by deadline, which is the order in which they were begun: a linked list. */
final class Deadlines {

  private Request first;
  private Request last;

  /** With a deadline that is not before those of the others. */
  void add(Request request) {
    request.earlier = last;
    if (last == null) {
      first = request;
    } else {
      last.later = request;
    }
    last = request;
  }

  void remove(Request request) {
    if (request.earlier == null) {
      first = request.later;
    } else {
      request.earlier.later = request.later;
    }
    if (request.later == null) {
      last = request.earlier;
    } else {
      request.later.earlier = request.earlier;
    }
    request.earlier = null;
    request.later = null;
  }

  /** Null if there is none. */
  Request first() {
    return first;
  }
}
