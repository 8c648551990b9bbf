package io.landfall.it.connectors.job;

import io.landfall.api.StreamEnvironment;
import io.landfall.connector.files.format.CsvFormat;
import io.landfall.connector.files.format.JsonLinesFormat;
import io.landfall.connector.files.sink.FileSink;
import io.landfall.connector.files.sink.RollingPolicy;
import io.landfall.connector.files.source.FileSource;

/** Copies rows of CSV files to files of JSON lines, a folder for each customer. */
public final class CopyJob {

  /** A row of the input. */
  public record Order(String customer, long number) {}

  private static final long NANOS_PER_RECORD = 150_000;

  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.of(arguments);
    StreamEnvironment env = settings.environment("copy");
    FileSource<Order> source =
        FileSource.builder(CsvFormat.of(Order.class).singleLines())
            .paths(settings.get("in"))
            .rangeBytes(10_000)
            .build();
    FileSink<Order> sink =
        FileSink.builder(JsonLinesFormat.of(Order.class))
            .folder(settings.get("out"))
            .buckets((order, timestampMs) -> order.customer())
            .rolling(
                RollingPolicy.standard().withMaxBytes(Long.parseLong(settings.get("maxBytes"))))
            .build();
    env.from(source)
        .map(Settings.<Order>pace(NANOS_PER_RECORD))
        .sinkTo(settings.lethal(sink))
        .uid("out");
    env.execute();
  }

  private CopyJob() {}
}
