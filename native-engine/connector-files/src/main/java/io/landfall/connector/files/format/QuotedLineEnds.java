package io.landfall.connector.files.format;

/** An LF ends a record unless it is within quotes. */
final class QuotedLineEnds implements Framing.RecordEnds {

  private enum Where {
    FIELD_START,
    PLAIN,
    QUOTED,
    /** Behind a quote within quotes: their end, or the first of two. */
    QUOTE_IN_QUOTED
  }

  private final byte separator;
  private final byte quote;
  private Where where = Where.FIELD_START;

  QuotedLineEnds(byte separator, byte quote) {
    this.separator = separator;
    this.quote = quote;
  }

  @Override
  public void begin() {
    where = Where.FIELD_START;
  }

  @Override
  public int find(byte[] bytes, int from, int to) {
    Where now = where;
    for (int i = from; i < to; i++) {
      byte next = bytes[i];
      if (next == '\n' && now != Where.QUOTED) {
        where = Where.FIELD_START;
        return i;
      }
      now = behind(now, next);
    }
    where = now;
    return -1;
  }

  private Where behind(Where now, byte next) {
    return switch (now) {
      case QUOTED -> next == quote ? Where.QUOTE_IN_QUOTED : Where.QUOTED;
      case QUOTE_IN_QUOTED -> next == quote ? Where.QUOTED : unquoted(next);
      case FIELD_START -> next == quote ? Where.QUOTED : unquoted(next);
      case PLAIN -> unquoted(next);
    };
  }

  private Where unquoted(byte next) {
    return next == separator ? Where.FIELD_START : Where.PLAIN;
  }

  @Override
  public boolean isOpen() {
    return where == Where.QUOTED;
  }
}
