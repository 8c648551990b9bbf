package io.landfall.storm.drpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.storm.testing.Await;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.storm.generated.DRPCExceptionType;
import org.apache.storm.generated.DRPCExecutionException;
import org.apache.storm.generated.DRPCRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DrpcRequestsTest {

  private static final long LONG_MS = 30_000;

  private final DrpcRequests requests = new DrpcRequests(LONG_MS);

  @Test
  void givesTheCallersOfAFunctionToItsTopologyInTurn() throws Exception {
    CompletableFuture<String> first = call(requests, "f", "a");
    DRPCRequest one = taken("f");
    CompletableFuture<String> second = call(requests, "f", "b");
    DRPCRequest other = taken("f");

    assertThat(requests.fetch("f").get_request_id()).isEmpty();
    assertThat(requests.fetch("g").get_request_id()).isEmpty();
    requests.result(other.get_request_id(), "B");
    requests.result(one.get_request_id(), "A");
    assertThat(first.join()).isEqualTo("A");
    assertThat(second.join()).isEqualTo("B");
  }

  @Test
  void failsACallWithWhatTheTopologySays() throws Exception {
    CompletableFuture<String> call = call(requests, "f", "a");
    requests.fail(taken("f").get_request_id(), new DRPCExecutionException("because"));

    assertThatThrownBy(call::join).cause().isEqualTo(new DRPCExecutionException("because"));
  }

  @Test
  void failsACallThatIsNotAnsweredInTimeAndGivesItToNobody() {
    DrpcRequests impatient = new DrpcRequests(20);

    assertThatThrownBy(() -> impatient.execute("f", "a"))
        .isInstanceOfSatisfying(
            DRPCExecutionException.class,
            e -> assertThat(e.get_type()).isEqualTo(DRPCExceptionType.SERVER_TIMEOUT));
    assertThat(impatient.fetch("f").get_request_id()).isEmpty();
  }

  @Test
  void failsOpenCallsAndNewOnesWhenItIsClosed() throws Exception {
    CompletableFuture<String> call = call(requests, "f", "a");
    taken("f");
    requests.close();

    assertThatThrownBy(call::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(DRPCExecutionException.class);
    assertThatThrownBy(() -> requests.execute("f", "b")).isInstanceOf(DRPCExecutionException.class);
  }

  private DRPCRequest taken(String function) throws Exception {
    DRPCRequest[] found = new DRPCRequest[1];
    Await.until(
        () -> {
          found[0] = requests.fetch(function);
          return !found[0].get_request_id().isEmpty();
        });
    return found[0];
  }

  private static CompletableFuture<String> call(
      DrpcRequests requests, String function, String arguments) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return requests.execute(function, arguments);
          } catch (DRPCExecutionException e) {
            throw new CompletionException(e);
          }
        });
  }
}
