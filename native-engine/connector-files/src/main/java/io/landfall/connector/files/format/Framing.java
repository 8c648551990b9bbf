package io.landfall.connector.files.format;

/** Where a record of a text file ends. A value, shared by all threads. */
public sealed interface Framing {

  /** At each line's end, LF or CR LF. Only such files can be read in ranges. */
  static Framing lines() {
    return new Lines();
  }

  /**
   * At a line's end that is not within quotes, as in RFC 4180: a quote counts where a field begins,
   * and two quotes within quotes stand for one.
   *
   * @throws IllegalArgumentException if one of the two is not ASCII
   */
  static Framing quotedLines(char separator, char quote) {
    return new QuotedLines(Ascii.require("separator", separator), Ascii.require("quote", quote));
  }

  /** True if a record's beginning can be found from the middle of a file. */
  boolean canBeCut();

  /** A new one for one file. */
  RecordEnds ends();

  /** Finds the ends of records in one file's bytes. One thread. */
  interface RecordEnds {

    /** A record begins. */
    void begin();

    /**
     * The index of the LF that ends the record that began last, or -1 if it goes on behind {@code
     * to}; called again then with what follows.
     */
    int find(byte[] bytes, int from, int to);

    /** True if the file must not end here. */
    boolean isOpen();
  }

  /** {@link #lines}. */
  record Lines() implements Framing {
    @Override
    public boolean canBeCut() {
      return true;
    }

    @Override
    public RecordEnds ends() {
      return new LineEnds();
    }
  }

  /** {@link #quotedLines}. */
  record QuotedLines(byte separator, byte quote) implements Framing {
    @Override
    public boolean canBeCut() {
      return false;
    }

    @Override
    public RecordEnds ends() {
      return new QuotedLineEnds(separator, quote);
    }
  }
}
