package io.landfall.it.kafka.job;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.Collector;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.option.JobOptions;
import io.landfall.api.state.ValueState;
import io.landfall.kafka.serde.KafkaRecord;
import io.landfall.kafka.serde.RecordDeserializer;
import io.landfall.kafka.serde.RecordFields;
import io.landfall.kafka.sink.KafkaSink;
import io.landfall.kafka.sink.LostTransactionPolicy;
import io.landfall.kafka.source.KafkaSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Numbers each key's records: of a record with key k and value v comes one with key k and value
 * {@code v,n}, if it is the n-th of its key. Arguments are {@code name=value}.
 */
public final class CountJob {

  /** A value and the how many-th of its key it is. */
  record Numbered(String key, String value, long number) {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      given.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    String bootstrap = given.get("bootstrap");
    Duration connectTimeout = millis(given, "connectTimeoutMs", 20_000);
    KafkaSource<KafkaRecord<String, String>> source =
        KafkaSource.<KafkaRecord<String, String>>builder()
            .bootstrapServers(bootstrap)
            .topics(given.get("in"))
            .groupId("count")
            .discoveryInterval(millis(given, "discoveryMs", 500))
            .connectTimeout(connectTimeout)
            .deserializer(
                RecordDeserializer.record(StringDeserializer::new, StringDeserializer::new))
            .build();
    KafkaSink<Numbered> sink =
        KafkaSink.<Numbered>builder()
            .bootstrapServers(bootstrap)
            .connectTimeout(connectTimeout)
            .transactionTimeout(millis(given, "transactionTimeoutMs", 60_000))
            .onLostTransaction(LostTransactionPolicy.valueOf(given.getOrDefault("onLost", "FAIL")))
            .record(
                RecordFields.<Numbered>to(given.get("out"))
                    .stringKey(Numbered::key)
                    .stringValue(each -> each.value() + "," + each.number()))
            .build();
    StreamEnvironment env =
        StreamEnvironment.create("count")
            .parallelism(Integer.parseInt(given.getOrDefault("parallelism", "2")))
            .set(JobOptions.CHECKPOINT_INTERVAL, millis(given, "checkpointMs", 200))
            .set(
                JobOptions.RESTART_ATTEMPTS,
                Integer.parseInt(given.getOrDefault("restarts", "10")));
    env.from(source)
        .keyBy(KafkaRecord::key)
        .process(new Count())
        .sinkTo(lethal(sink, given.get("killAt")))
        .uid("out");
    env.execute();
  }

  private static Duration millis(Map<String, String> given, String name, long otherwise) {
    return Duration.ofMillis(Long.parseLong(given.getOrDefault(name, Long.toString(otherwise))));
  }

  private static <T, C> TwoPhaseSink<T, C> lethal(TwoPhaseSink<T, C> sink, String killAt) {
    if (killAt == null) {
      return sink;
    }
    String[] parts = killAt.split(":");
    return new LethalSink<>(sink, LethalSink.Moment.valueOf(parts[0]), Integer.parseInt(parts[1]));
  }

  private static final class Count
      implements ProcessFunction<KafkaRecord<String, String>, Numbered> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> count;

    @Override
    public void open(RuntimeContext context) {
      count = context.valueState("count");
    }

    @Override
    public void process(
        KafkaRecord<String, String> record, Context context, Collector<Numbered> out) {
      Long before = count.value();
      long now = before == null ? 1 : before + 1;
      count.update(now);
      out.collect(new Numbered(record.key(), record.value(), now));
    }
  }

  private CountJob() {}
}
