package io.landfall.storm.drpc;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.storm.generated.DRPCExceptionType;
import org.apache.storm.generated.DRPCExecutionException;
import org.apache.storm.generated.DRPCRequest;

/** The calls that wait for an answer, by function. Any thread. */
public final class DrpcRequests implements AutoCloseable {

  private static final class Request {
    final String id;
    final String arguments;
    final CompletableFuture<String> answer = new CompletableFuture<>();

    Request(String id, String arguments) {
      this.id = id;
      this.arguments = arguments;
    }
  }

  private final long timeoutMs;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<String, Request> open = new ConcurrentHashMap<>();

  /** Those that no topology has taken yet; requests that are over are skipped. */
  private final Map<String, Queue<Request>> waiting = new ConcurrentHashMap<>();

  private volatile boolean closed;

  /**
   * @param timeoutMs after which a call without an answer fails; real time
   */
  public DrpcRequests(long timeoutMs) {
    this.timeoutMs = timeoutMs;
  }

  /** Waits for the answer of a topology. */
  public String execute(String function, String arguments) throws DRPCExecutionException {
    Request request = new Request(String.valueOf(lastId.incrementAndGet()), arguments);
    open.put(request.id, request);
    waiting.computeIfAbsent(function, f -> new ConcurrentLinkedQueue<>()).add(request);
    if (closed) {
      open.remove(request.id);
      throw shutdown();
    }
    try {
      return request.answer.get(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failure(
          DRPCExceptionType.SERVER_TIMEOUT,
          "function '" + function + "' was not answered within " + timeoutMs + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(
          DRPCExceptionType.INTERNAL_ERROR,
          "the call of function '" + function + "' was interrupted");
    } catch (ExecutionException e) {
      throw (DRPCExecutionException) e.getCause();
    } finally {
      open.remove(request.id);
    }
  }

  /**
   * The oldest call of the function that nobody has taken; one with an empty id if there is none.
   */
  public DRPCRequest fetch(String function) {
    Queue<Request> queue = waiting.get(function);
    if (queue != null) {
      for (Request next = queue.poll(); next != null; next = queue.poll()) {
        if (open.containsKey(next.id)) {
          return new DRPCRequest(next.arguments, next.id);
        }
      }
    }
    return new DRPCRequest("", "");
  }

  /** Answers a call; one that is over is left alone. */
  public void result(String id, String result) {
    Request request = open.get(id);
    if (request != null) {
      request.answer.complete(result);
    }
  }

  /**
   * Fails a call.
   *
   * @param why null if that is not known
   */
  public void fail(String id, DRPCExecutionException why) {
    Request request = open.get(id);
    if (request != null) {
      request.answer.completeExceptionally(
          why == null ? failure(DRPCExceptionType.FAILED_REQUEST, "Request failed") : why);
    }
  }

  /** Fails all open calls, and those that come. */
  @Override
  public void close() {
    closed = true;
    open.values().forEach(request -> request.answer.completeExceptionally(shutdown()));
  }

  private static DRPCExecutionException shutdown() {
    return failure(DRPCExceptionType.SERVER_SHUTDOWN, "the DRPC service is shut down");
  }

  private static DRPCExecutionException failure(DRPCExceptionType type, String message) {
    DRPCExecutionException failure = new DRPCExecutionException(message);
    failure.set_type(type);
    return failure;
  }
}
