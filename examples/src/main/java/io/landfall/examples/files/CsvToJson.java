package io.landfall.examples.files;

import io.landfall.api.StreamEnvironment;
import io.landfall.connector.files.format.CsvFormat;
import io.landfall.connector.files.format.JsonLinesFormat;
import io.landfall.connector.files.sink.FileSink;
import io.landfall.connector.files.source.FileSource;
import io.landfall.connector.files.source.UndecodablePolicy;
import io.landfall.examples.usage.Usage;
import java.math.BigDecimal;

/**
 * Orders from CSV files to JSON lines, a folder for each customer; rows that are none are left out.
 */
public final class CsvToJson {

  record Order(String customer, BigDecimal amount) {}

  /**
   * @param args where the orders are, as {@code orders/*.csv}, and the folder for the results
   */
  public static void main(String[] args) throws Exception {
    Usage.check(CsvToJson.class, args, "ORDERS", "FOLDER");
    var env = StreamEnvironment.create("csv-to-json");
    var orders =
        FileSource.builder(CsvFormat.of(Order.class))
            .paths(args[0])
            .undecodable(UndecodablePolicy.skip())
            .build();
    var archive =
        FileSink.builder(JsonLinesFormat.of(Order.class))
            .folder(args[1])
            .buckets((order, timestampMs) -> order.customer())
            .build();
    env.from(orders).filter(order -> order.amount().signum() > 0).sinkTo(archive).uid("archive");
    env.execute();
  }

  private CsvToJson() {}
}
