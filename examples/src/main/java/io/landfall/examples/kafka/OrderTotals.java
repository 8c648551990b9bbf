package io.landfall.examples.kafka;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.OutputTag;
import io.landfall.kafka.serde.JsonRecords;
import io.landfall.kafka.serde.RecordFields;
import io.landfall.kafka.sink.KafkaSink;
import io.landfall.kafka.source.KafkaSource;
import io.landfall.kafka.source.UndecodablePolicy;
import io.landfall.kafka.source.UndecodableRecord;

/**
 * Adds up what each customer has ordered: JSON orders from the topic {@code orders}, the running
 * total of each to the topic {@code totals}, exactly once. Argument: the broker's address, {@code
 * localhost:9092} if there is none.
 */
public final class OrderTotals {

  record Order(long id, String customer, long cents, long timeMs) {}

  record Total(String customer, long orders, long cents) {}

  public static void main(String[] args) throws Exception {
    String broker = args.length > 0 ? args[0] : "localhost:9092";
    var wrong = new OutputTag<UndecodableRecord>("wrong");

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
    var read = env.from(orders).uid("orders");
    read.map(order -> new Total(order.customer(), 1, order.cents()))
        .keyBy(Total::customer)
        .reduce(
            (soFar, next) ->
                new Total(
                    next.customer(), soFar.orders() + next.orders(), soFar.cents() + next.cents()))
        .uid("totals")
        .sinkTo(totals)
        .uid("totals-topic");
    read.sideOutput(wrong)
        .map(
            each ->
                each.topic() + "-" + each.partition() + " " + each.offset() + ": " + each.error())
        .print();
    env.execute();
  }

  private OrderTotals() {}
}
