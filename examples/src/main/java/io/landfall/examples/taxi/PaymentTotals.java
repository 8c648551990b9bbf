package io.landfall.examples.taxi;

import io.landfall.api.DataStream;
import io.landfall.api.OperatorStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.CoProcessFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.ValueState;
import io.landfall.connector.files.format.CsvFormat;
import io.landfall.connector.files.source.FileSource;
import io.landfall.examples.usage.Usage;

/**
 * Prints how many rides were paid in which way, and how much: rides are joined with the names of
 * the payment types by their code, whichever comes first.
 */
public final class PaymentTotals {

  record PaymentType(String code, String name) {}

  /**
   * @param name the code itself for one that has no name
   */
  record Total(String code, String name, long rides, long cents) {}

  static OperatorStream<Total> of(DataStream<Ride> rides, DataStream<PaymentType> types) {
    return rides
        .connect(types)
        .keyBy(Ride::payment, PaymentType::code)
        .process(new Summing())
        .uid("totals");
  }

  private static final class Summing implements CoProcessFunction<Ride, PaymentType, Total> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<String> name;
    private transient ValueState<Total> total;

    @Override
    public void open(RuntimeContext context) {
      name = context.valueState("name");
      total = context.valueState("total");
    }

    @Override
    public void processFirst(Ride ride, ProcessFunction.Context context, Collector<Total> out) {
      Total before = total.value();
      if (before == null) {
        before = new Total(ride.payment(), null, 0, 0);
        // Event time ends with the input, and the result is due then.
        context.timers().registerEventTimer(Long.MAX_VALUE);
      }
      total.update(
          new Total(before.code(), null, before.rides() + 1, before.cents() + ride.cents()));
    }

    @Override
    public void processSecond(
        PaymentType type, ProcessFunction.Context context, Collector<Total> out) {
      name.update(type.name());
    }

    @Override
    public void onTimer(
        long timestampMs, ProcessFunction.OnTimerContext context, Collector<Total> out) {
      Total all = total.value();
      String named = name.value() == null ? all.code() : name.value();
      out.collect(new Total(all.code(), named, all.rides(), all.cents()));
      total.clear();
      name.clear();
    }
  }

  static DataStream<PaymentType> types(StreamEnvironment env, String file) {
    return env.from(FileSource.builder(CsvFormat.of(PaymentType.class)).paths(file).build());
  }

  /**
   * @param args the file with the rides, and that with the payment types
   */
  public static void main(String[] args) throws Exception {
    Usage.check(PaymentTotals.class, args, "RIDES", "PAYMENT_TYPES");
    var env = StreamEnvironment.create("payment-totals");
    of(Ride.in(env, args[0]), types(env, args[1])).print();
    env.execute();
  }

  private PaymentTotals() {}
}
