package io.landfall.storm.capture;

/**
 * What a field holds.
 *
 * @param why in words, for all but data
 */
record FieldKind(Kind kind, String why) {

  enum Kind {
    /** Captured. */
    DATA,
    /** Input tuples: saved as in-flight input, not as a field. */
    TUPLES,
    /** Can only be read on, and nobody can say where it is. */
    FORWARD_ONLY,
    /** A connection or the like, which may know what the fields beside it do not. */
    RESOURCE,
    /** Bound to this process or to Storm; made by open, prepare or the constructor. */
    HANDLE
  }

  static final FieldKind DATA = new FieldKind(Kind.DATA, "");
  static final FieldKind TUPLES = new FieldKind(Kind.TUPLES, "holds input tuples");

  static FieldKind handle(String why) {
    return new FieldKind(Kind.HANDLE, why);
  }

  static FieldKind resource(String why) {
    return new FieldKind(Kind.RESOURCE, why);
  }

  static FieldKind forwardOnly(Class<?> type) {
    return new FieldKind(Kind.FORWARD_ONLY, "reads forward only: " + type.getSimpleName());
  }

  boolean isData() {
    return kind == Kind.DATA;
  }
}
