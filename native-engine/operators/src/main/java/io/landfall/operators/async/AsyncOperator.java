package io.landfall.operators.async;

import io.landfall.api.async.AsyncFunction;
import io.landfall.api.async.AsyncRetry;
import io.landfall.api.async.AsyncSettings;
import io.landfall.api.function.Counter;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.state.ListState;
import io.landfall.operators.process.FunctionContext;
import io.landfall.operators.process.FunctionFactory;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.OperatorFactory;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a request for each record and emits what comes of it. Requests under way are operator
 * state, and made again behind a restore: a subtask goes on with those of its own index, or, if the
 * input has a key, with those of its keys, in the order in which they came. So order is kept for
 * each key, whatever the parallelism.
 *
 * <p>At full capacity the task takes no input; what a record under way still brings waits here.
 */
public final class AsyncOperator extends AbstractOperator implements InFlightQueue.Exit {

  /** What is copied for each subtask. */
  private record Parts(AsyncFunction<?, ?> function, AsyncSettings settings)
      implements Serializable {}

  private final AsyncFunction<Object, Object> function;
  private final AsyncSettings settings;
  private final AsyncRetry retry;
  private final InFlightQueue queue;
  private final Deadlines deadlines = new Deadlines();
  private final ArrayDeque<Request> waiting = new ArrayDeque<>();
  private ListState<InFlight> saved;
  private Counter retries;
  private Counter timeouts;
  private boolean keyed;
  private boolean asking;
  private boolean watching;

  /** Under way, or with results that wait for their turn. Read by the gauge from other threads. */
  private volatile int asked;

  @SuppressWarnings("unchecked")
  private AsyncOperator(Parts parts) {
    function = (AsyncFunction<Object, Object>) parts.function();
    settings = parts.settings();
    retry = settings.retry();
    queue = settings.ordered() ? new OrderedQueue() : new UnorderedQueue();
  }

  public static OperatorFactory factory(BuiltIn.Async spec) {
    return new FunctionFactory<>(
        spec.kind(), new Parts(spec.function(), spec.settings()), AsyncOperator::new);
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    super.open(operatorContext);
    keyed = context.lastKeyGroup() >= context.firstKeyGroup();
    retries = context.counter("async-retries");
    timeouts = context.counter("async-timeouts");
    context.gauge("async-in-flight", () -> asked);
    saved = context.operatorState().unionList("in-flight", null);
    function.open(new FunctionContext(operatorContext, new NoKeyedState(context.operatorName())));
  }

  @Override
  public void onStart() throws Exception {
    for (InFlight each : List.copyOf(saved.get())) {
      if (isMine(each)) {
        Request request = new Request(each.value(), each.timestampMs(), each.keyGroup());
        queue.add(request);
        waiting.add(request);
      }
    }
    saved.clear();
    // Not here: an answer that is there at once must not reach those who have not started yet.
    context.execute(this::askWaiting);
  }

  private boolean isMine(InFlight each) {
    return each.keyGroup() < 0
        ? each.subtask() % context.parallelism() == context.subtaskIndex()
        : each.keyGroup() >= context.firstKeyGroup() && each.keyGroup() <= context.lastKeyGroup();
  }

  OperatorContext context() {
    return context;
  }

  @Override
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    int keyGroup = keyed && context.currentKey() != null ? context.currentKeyGroup() : -1;
    Request request = new Request(value, timestampMs, keyGroup);
    queue.add(request);
    waiting.add(request);
    askWaiting();
  }

  /** As many as there is room for. A request that is answered at once may make room for more. */
  private void askWaiting() throws Exception {
    if (asking) {
      return;
    }
    asking = true;
    while (asked < settings.capacity() && !waiting.isEmpty()) {
      Request next = waiting.remove();
      asked++;
      if (settings.timeoutMs() != Long.MAX_VALUE) {
        next.deadlineMs = context.elapsedMs() + settings.timeoutMs();
        deadlines.add(next);
        watchDeadlines();
      }
      ask(next);
    }
    asking = false;
    context.holdInput(asked >= settings.capacity());
  }

  private void ask(Request request) throws Exception {
    Attempt attempt = new Attempt(request, this);
    request.attempts++;
    request.attempt = attempt;
    try {
      function.invoke(request.value, attempt);
    } catch (Exception thrown) {
      attempt.fail(thrown);
    }
    Attempt.Outcome outcome = attempt.afterCall();
    if (outcome != null) {
      settle(attempt, outcome);
    }
  }

  /** Something has come of an attempt. If another one counts by now, it is too late. */
  void settle(Attempt attempt, Attempt.Outcome outcome) throws Exception {
    Request request = attempt.request;
    if (request.attempt != attempt) {
      return;
    }
    request.attempt = null;
    if (isRetried(request, outcome)) {
      retries.add(1);
      context.schedule(retry.delayMs(request.attempts), () -> askAgain(request));
    } else if (outcome.failure() != null) {
      rethrow(outcome.failure());
    } else {
      finish(request, outcome);
    }
  }

  private boolean isRetried(Request request, Attempt.Outcome outcome) {
    if (request.timedOut || request.attempts >= retry.maxAttempts()) {
      return false;
    }
    return outcome.failure() != null
        ? retry.failures().isRetried(outcome.failure())
        : retry.results().isRetried(outcome.results());
  }

  private void askAgain(Request request) throws Exception {
    if (!request.timedOut) {
      ask(request);
    }
  }

  private void finish(Request request, Attempt.Outcome outcome) throws Exception {
    if (settings.timeoutMs() != Long.MAX_VALUE && !request.timedOut) {
      deadlines.remove(request);
    }
    request.results = outcome.results();
    queue.complete(request, this);
    askWaiting();
  }

  @Override
  public void emit(Request request) {
    for (Object result : request.results) {
      output.emit(result, request.timestampMs);
    }
    asked--;
  }

  @Override
  public void emit(Mark mark) {
    if (mark.isWatermark()) {
      output.emitWatermark(mark.watermarkMs());
    } else {
      output.emitIdle(mark.idle());
    }
  }

  private void watchDeadlines() {
    if (!watching && deadlines.first() != null) {
      watching = true;
      long delayMs = deadlines.first().deadlineMs - context.elapsedMs();
      context.schedule(Math.max(0, delayMs), this::onDeadline);
    }
  }

  private void onDeadline() throws Exception {
    watching = false;
    long nowMs = context.elapsedMs();
    for (Request first = deadlines.first();
        first != null && first.deadlineMs <= nowMs;
        first = deadlines.first()) {
      deadlines.remove(first);
      timeOut(first);
    }
    watchDeadlines();
  }

  private void timeOut(Request request) throws Exception {
    timeouts.add(1);
    request.timedOut = true;
    Attempt last = new Attempt(request, this);
    request.attempt = last;
    function.timeout(request.value, last);
    Attempt.Outcome outcome = last.afterCall();
    if (outcome == null) {
      throw new IllegalStateException(
          "timeout() of "
              + function.getClass().getName()
              + " returned without a result; complete it, with none if there is none");
    }
    settle(last, outcome);
  }

  private static void rethrow(Throwable failure) throws Exception {
    if (failure instanceof Exception exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(failure);
  }

  @Override
  public void onWatermark(long watermarkMs) {
    pass(Mark.ofWatermark(watermarkMs));
  }

  @Override
  public void onIdle(boolean idle) {
    pass(Mark.ofIdleness(idle));
  }

  private void pass(Mark mark) {
    if (queue.isEmpty()) {
      emit(mark);
    } else {
      queue.add(mark);
    }
  }

  @Override
  public boolean isEndPending() {
    return !queue.isEmpty();
  }

  @Override
  public void snapshot(long checkpointId) {
    List<InFlight> all = new ArrayList<>();
    queue.forEach(
        request ->
            all.add(
                new InFlight(
                    context.subtaskIndex(), request.keyGroup, request.timestampMs, request.value)));
    saved.update(all);
  }

  @Override
  public void close() throws Exception {
    function.close();
  }
}
