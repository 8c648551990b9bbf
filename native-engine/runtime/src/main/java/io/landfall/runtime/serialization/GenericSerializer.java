package io.landfall.runtime.serialization;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.StreamCorruptedException;

/**
 * Writes a tag, then the value: the commonest types by hand, all others through {@link
 * ObjectCodec}. The format of a tag never changes; new ones may be added. One thread at a time.
 */
final class GenericSerializer implements SectionSerializer {

  private static final long serialVersionUID = 1L;

  private static final int NULL = 0;
  private static final int LATIN_STRING = 1;
  private static final int WIDE_STRING = 2;
  private static final int LONG = 3;
  private static final int INTEGER = 4;
  private static final int DOUBLE = 5;
  private static final int TRUE = 6;
  private static final int FALSE = 7;
  private static final int BYTES = 8;
  private static final int OBJECT = 9;

  /** Some of its classes may be described by an earlier value of the section. */
  private static final int OBJECT_OF_SECTION = 10;

  /** As above, by {@link ObjectCodec#encodeFlat}. */
  private static final int FLAT_OF_SECTION = 11;

  private final transient ClassLoader classLoader;

  /** Made at the first value that needs it, since that takes long and many never do. */
  private transient ObjectCodec codec;

  private transient boolean isInSection;

  GenericSerializer(ClassLoader classLoader) {
    this.classLoader = classLoader;
  }

  @Override
  public void write(Object value, DataOutput out) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof String text) {
      writeString(text, out);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      out.writeLong(number);
    } else if (value instanceof Integer number) {
      out.writeByte(INTEGER);
      out.writeInt(number);
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeDouble(number);
    } else if (value instanceof Boolean flag) {
      out.writeByte(flag ? TRUE : FALSE);
    } else if (value instanceof byte[] bytes) {
      out.writeByte(BYTES);
      out.writeInt(bytes.length);
      out.write(bytes);
    } else {
      writeObject(value, out);
    }
  }

  /** Encodes before the tag is written, so that a refused value leaves nothing behind. */
  private void writeObject(Object value, DataOutput out) throws IOException {
    if (isInSection && Immutability.isFlat(value)) {
      codec().encodeFlat(value);
      out.writeByte(FLAT_OF_SECTION);
    } else {
      codec().encode(value);
      out.writeByte(isInSection ? OBJECT_OF_SECTION : OBJECT);
    }
    codec.flushTo(out);
  }

  @Override
  public Object read(DataInput in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case NULL -> null;
      case LATIN_STRING -> Strings.readLatin(in);
      case WIDE_STRING -> Strings.readWide(in);
      case LONG -> in.readLong();
      case INTEGER -> in.readInt();
      case DOUBLE -> in.readDouble();
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case BYTES -> Strings.readBytes(in);
      case OBJECT -> codec().decode(in);
      case OBJECT_OF_SECTION -> codec().decodeOfSection(in);
      case FLAT_OF_SECTION -> codec().decodeFlat(in);
      default ->
          throw new StreamCorruptedException(
              "value with tag " + tag + "; this release knows 0 to " + FLAT_OF_SECTION);
    };
  }

  @Override
  public void beginSection() {
    isInSection = true;
    if (codec != null) {
      codec.beginSection();
    }
  }

  @Override
  public void endSection() {
    isInSection = false;
    if (codec != null) {
      codec.endSection();
    }
  }

  @Override
  public Object copy(Object value) {
    if (isImmutable(value)) {
      return value;
    }
    return value instanceof byte[] bytes ? bytes.clone() : codec().copy(value);
  }

  @Override
  public boolean isImmutable(Object value) {
    return Immutability.isImmutable(value);
  }

  @Override
  public SectionSerializer duplicate() {
    return new GenericSerializer(classLoader);
  }

  private ObjectCodec codec() {
    if (codec == null) {
      codec = new ObjectCodec(classLoader);
      if (isInSection) {
        codec.beginSection();
      }
    }
    return codec;
  }

  private static void writeString(String text, DataOutput out) throws IOException {
    if (Strings.isLatin(text)) {
      out.writeByte(LATIN_STRING);
      Strings.writeLatin(text, out);
    } else {
      out.writeByte(WIDE_STRING);
      Strings.writeWide(text, out);
    }
  }

  private Object writeReplace() throws NotSerializableException {
    throw new NotSerializableException("the generic serializer belongs to one process");
  }
}
