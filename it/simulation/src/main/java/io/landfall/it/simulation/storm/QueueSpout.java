package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.storm.Surroundings.Place;

/** Gives on what a queue gives it. But for its connection it knows nothing. */
class QueueSpout extends FeedSpout {

  private static final long serialVersionUID = 1L;

  private transient MessageQueue.Connection connection;

  QueueSpout(long worldId, int component, String directTarget) {
    super(worldId, component, directTarget, true);
  }

  @Override
  void connect(Place place) {
    connection = surroundings().queue(place).connect();
  }

  @Override
  void disconnect() {
    connection.close();
  }

  @Override
  final void emitSome() {
    int most = 1;
    for (int i = 0; i < most; i++) {
      long number = connection.next();
      if (number == MessageQueue.NONE) {
        return;
      }
      received();
      emit(number);
      most = Items.burst(number);
    }
  }

  /** Before a message is emitted. */
  void received() {}

  @Override
  final void acked(long number) {
    connection.ack(number);
  }

  @Override
  final void failed(long number) {
    connection.fail(number);
  }

  /** What there is to emit, the queue knows. */
  @Override
  public final boolean isDrained() {
    return true;
  }

  /** As many do, counts what it got: a field that looks like a position, and is none. */
  static final class Counting extends QueueSpout {

    private static final long serialVersionUID = 1L;

    private long receivedCount;

    Counting(long worldId, int component, String directTarget) {
      super(worldId, component, directTarget);
    }

    @Override
    void received() {
      receivedCount++;
    }
  }
}
