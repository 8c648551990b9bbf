package io.landfall.examples.accesslog;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of an access log in Apache's combined format. */
record Hit(String client, long atMs, String path, int status) {

  private static final Pattern LINE =
      Pattern.compile("(\\S+) \\S+ \\S+ \\[([^]]+)] \"\\S+ (\\S+)[^\"]*\" (\\d+) .*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  /**
   * @throws IllegalArgumentException if the line is none of an access log
   */
  static Hit parse(String line) {
    Matcher fields = LINE.matcher(line);
    if (!fields.matches()) {
      throw new IllegalArgumentException("'" + line + "' is no line of an access log");
    }
    return new Hit(
        fields.group(1),
        OffsetDateTime.parse(fields.group(2), TIME).toInstant().toEpochMilli(),
        fields.group(3),
        Integer.parseInt(fields.group(4)));
  }
}
