package io.landfall.examples.kafka;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.OutputTag;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.TumblingWindows;
import io.landfall.kafka.serde.JsonRecords;
import io.landfall.kafka.serde.RecordFields;
import io.landfall.kafka.sink.KafkaSink;
import io.landfall.kafka.source.KafkaSource;
import io.landfall.kafka.source.UndecodablePolicy;
import io.landfall.kafka.source.UndecodableRecord;
import java.time.Duration;
import java.time.Instant;

/**
 * What each customer has ordered in every 10 seconds, by the time of the orders: JSON from the
 * topic {@code orders}, a total of each customer and window to the topic {@code totals}, exactly
 * once. Orders that are late by more than 2 s, and records that are no orders, are printed.
 * Argument: the broker's address, {@code localhost:9092} if there is none.
 */
public final class OrderTotals {

  record Order(long id, String customer, long cents, long timeMs) {}

  record Total(String customer, String from, long orders, long cents) {

    static Total of(Order order) {
      return new Total(order.customer(), null, 1, order.cents());
    }

    Total plus(Total other) {
      return new Total(customer, null, orders + other.orders, cents + other.cents);
    }

    Total in(long windowStartMs) {
      return new Total(customer, Instant.ofEpochMilli(windowStartMs).toString(), orders, cents);
    }
  }

  public static void main(String[] args) throws Exception {
    String broker = args.length > 0 ? args[0] : "localhost:9092";
    var wrong = new OutputTag<UndecodableRecord>("wrong");
    var late = new OutputTag<Total>("late");

    var orders =
        KafkaSource.<Order>builder()
            .bootstrapServers(broker)
            .topics("orders")
            .groupId("order-totals")
            .deserializer(JsonRecords.of(Order.class))
            .undecodable(UndecodablePolicy.sideOutput(wrong))
            .build();
    var totals =
        KafkaSink.<Total>builder()
            .bootstrapServers(broker)
            .record(
                RecordFields.<Total>to("totals")
                    .stringKey(Total::customer)
                    .value(JsonRecords.bytes()))
            .build();

    var env = StreamEnvironment.create("order-totals");
    var read =
        env.from(
                orders,
                WatermarkStrategy.<Order>boundedOutOfOrderness(Duration.ofSeconds(2))
                    .withTimestamps((order, kafkasMs) -> order.timeMs())
                    .withIdleness(Duration.ofSeconds(5)))
            .uid("orders");
    var windows =
        read.map(Total::of)
            .keyBy(Total::customer)
            .window(TumblingWindows.eventTime(Duration.ofSeconds(10)))
            .sideOutputLateData(late)
            .reduce(Total::plus, (customer, window, total) -> total.in(window.startMs()))
            .uid("totals");
    windows.sinkTo(totals).uid("totals-topic");
    windows
        .sideOutput(late)
        .map(order -> "late: " + order.customer() + ", " + order.cents())
        .print();
    read.sideOutput(wrong)
        .map(
            each ->
                each.topic() + "-" + each.partition() + " " + each.offset() + ": " + each.error())
        .print();
    env.execute();
  }

  private OrderTotals() {}
}
