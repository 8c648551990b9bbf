package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.OperatorStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.TumblingWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JoinsTest {

  record Order(long id, long atMs) {}

  record Payment(long orderId, long atMs) {}

  private static final int ORDERS = 300;

  private static OperatorStream<Order> orders(StreamEnvironment env) {
    return env.generate(ORDERS, i -> new Order(i % 50, i * 10))
        .watermarks(
            WatermarkStrategy.<Order>monotonous().withTimestamps((order, before) -> order.atMs()));
  }

  /** None for every third order; else one that is 7 ms later, and one that is 25. */
  private static OperatorStream<Payment> payments(StreamEnvironment env) {
    return env.generate(ORDERS, i -> new Order(i % 50, i * 10))
        .filter(order -> order.id() % 3 != 0)
        .<Payment>flatMap(
            (order, out) -> {
              out.collect(new Payment(order.id(), order.atMs() + 7));
              out.collect(new Payment(order.id(), order.atMs() + 25));
            })
        .watermarks(
            WatermarkStrategy.<Payment>boundedOutOfOrderness(Duration.ofMillis(30))
                .withTimestamps((payment, before) -> payment.atMs()));
  }

  private static List<String> expected(java.util.function.BiPredicate<Long, Long> meet) {
    List<String> expected = new ArrayList<>();
    for (long o = 0; o < ORDERS; o++) {
      for (long p = 0; p < ORDERS; p++) {
        for (long delay : new long[] {7, 25}) {
          if (o % 50 == p % 50 && p % 50 % 3 != 0 && meet.test(o * 10, p * 10 + delay)) {
            expected.add(o * 10 + "-" + (p * 10 + delay));
          }
        }
      }
    }
    return expected;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void joinsTwoStreamsInWindows(int parallelism) throws Exception {
    Collected<String> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("join").parallelism(parallelism);
    orders(env)
        .join(payments(env))
        .where(order -> order.id())
        .equalTo(payment -> payment.orderId())
        .window(TumblingWindows.eventTime(Duration.ofMillis(20)))
        .apply((order, payment) -> order.atMs() + "-" + payment.atMs())
        .sink(collected);
    env.execute();

    assertThat(collected.values())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(expected((o, p) -> o / 20 == p / 20));
  }

  @Test
  void coGroupsAlsoWhatHasNoPartner() throws Exception {
    Collected<Long> unpaid = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("co-group").parallelism(2);
    orders(env)
        .coGroup(payments(env))
        .where(order -> order.id())
        .equalTo(payment -> payment.orderId())
        .window(TumblingWindows.eventTime(Duration.ofSeconds(10)))
        .<Long>apply(
            (orders, payments, out) -> {
              if (!payments.iterator().hasNext()) {
                out.collect(orders.iterator().next().id());
              }
            })
        .sink(unpaid);
    env.execute();

    assertThat(unpaid.values())
        .containsExactlyInAnyOrder(
            0L, 3L, 6L, 9L, 12L, 15L, 18L, 21L, 24L, 27L, 30L, 33L, 36L, 39L, 42L, 45L, 48L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void joinsWhatIsCloseInTime(int parallelism) throws Exception {
    Collected<String> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("interval").parallelism(parallelism);
    orders(env)
        .keyBy(order -> order.id())
        .intervalJoin(payments(env).keyBy(payment -> payment.orderId()))
        .between(Duration.ZERO, Duration.ofMillis(25))
        .upperBoundExclusive()
        .apply((order, payment) -> order.atMs() + "-" + payment.atMs())
        .sink(collected);
    env.execute();

    assertThat(collected.values())
        .hasSize(ORDERS - 102)
        .containsExactlyInAnyOrderElementsOf(expected((o, p) -> p >= o && p < o + 25));
  }

  @Test
  void refusesBoundsThatMakeNoSenseAndNamesTheOperator() {
    StreamEnvironment env = StreamEnvironment.create("interval");
    orders(env)
        .keyBy(order -> order.id())
        .intervalJoin(payments(env).keyBy(payment -> payment.orderId()))
        .between(Duration.ofMillis(5), Duration.ofMillis(-5))
        .apply((order, payment) -> order.atMs())
        .name("paid");

    assertThatThrownBy(env::graph)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("operator 'paid': interval join: nothing is between");
  }
}
