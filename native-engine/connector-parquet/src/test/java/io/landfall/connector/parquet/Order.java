package io.landfall.connector.parquet;

import com.jerolba.carpet.annotation.PrecisionScale;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row with a column of each type. */
record Order(
    long id,
    Integer count,
    String customer,
    double weight,
    boolean paid,
    Kind kind,
    Instant at,
    LocalDate due,
    @PrecisionScale(precision = 9, scale = 2) BigDecimal amount,
    List<Item> items,
    Map<String, Long> marks) {

  enum Kind {
    SMALL,
    LARGE
  }

  record Item(String name, int pieces) {}

  static final Order FULL =
      new Order(
          Long.MIN_VALUE,
          -1,
          "Žofie, \"Z\"",
          0.1,
          true,
          Kind.LARGE,
          Instant.parse("2026-01-02T03:04:05.678901Z"),
          LocalDate.of(1969, 12, 31),
          new BigDecimal("-1234.50"),
          List.of(new Item("nut", 3), new Item(null, 0)),
          goodAndNone());

  static final Order NULLS = new Order(1, null, null, 0, false, null, null, null, null, null, null);

  /** One without a value. */
  private static Map<String, Long> goodAndNone() {
    Map<String, Long> marks = new LinkedHashMap<>();
    marks.put("good", 1L);
    marks.put("none", null);
    return Collections.unmodifiableMap(marks);
  }
}
