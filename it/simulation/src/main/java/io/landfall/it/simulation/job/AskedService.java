package io.landfall.it.simulation.job;

import io.landfall.api.async.AsyncFunction;
import io.landfall.api.async.AsyncResult;
import io.landfall.api.async.AsyncRetry;
import io.landfall.api.async.AsyncSettings;
import io.landfall.api.graph.BuiltIn;
import io.landfall.it.simulation.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a service outside, which answers after a while, at once, with a failure, twice, or when
 * nobody waits any more. See {@link Stage.Kind#ASYNC}.
 *
 * @param worldId of the world with the service
 */
record AskedService(long worldId, int amount) implements AsyncFunction<Long, Long> {

  private static final int ATTEMPTS = 8;
  private static final int TIMEOUT_MS = 30;
  private static final int SLOWEST_MS = 60;

  /** Ordered for every other amount, few at once. */
  static BuiltIn.Async spec(World world, int amount) {
    AsyncSettings settings =
        (amount % 2 == 0 ? AsyncSettings.inOrder() : AsyncSettings.unordered())
            .withCapacity(2 + amount * amount)
            .withTimeout(Duration.ofMillis(TIMEOUT_MS))
            .withRetry(
                AsyncRetry.exponentialBackoff(
                        ATTEMPTS, Duration.ofMillis(1), 2, Duration.ofMillis(20))
                    .onFailure(failure -> failure instanceof IOException));
    return new BuiltIn.Async(new AskedService(world.id(), amount), settings);
  }

  @Override
  public void invoke(Long value, AsyncResult<Long> result) {
    World world = World.find(worldId);
    world.touch();
    if (world.choose(8) == 0) {
      result.completeAll(answers(value));
      return;
    }
    // Mostly soon; now and then behind the timeout.
    int delayMs = world.choose(world.choose(16) == 0 ? SLOWEST_MS : 4);
    boolean fails = world.choose(6) == 0;
    world.callLater(
        delayMs,
        () -> {
          if (fails) {
            result.fail(new IOException("the service is busy"));
          }
          result.completeAll(answers(value));
        });
  }

  /** What anybody knows without asking. */
  @Override
  public void timeout(Long value, AsyncResult<Long> result) {
    result.completeAll(answers(value));
  }

  private List<Long> answers(long value) {
    List<Long> answers = new ArrayList<>();
    for (int i = 0; i < Arithmetic.copies(amount); i++) {
      answers.add(Arithmetic.copy(value, i));
    }
    return answers;
  }
}
