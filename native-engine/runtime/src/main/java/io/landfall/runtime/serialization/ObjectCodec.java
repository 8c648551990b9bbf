package io.landfall.runtime.serialization;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import org.apache.fory.Fory;
import org.apache.fory.config.CompatibleMode;
import org.apache.fory.context.MetaReadContext;
import org.apache.fory.context.MetaWriteContext;
import org.apache.fory.logging.LoggerFactory;
import org.apache.fory.memory.MemoryBuffer;

/**
 * Any object graph to bytes and back, by Apache Fory; see RATIONALE.md for the choice. One thread
 * at a time.
 */
final class ObjectCodec {

  /** A buffer that one huge value has blown up is not kept. */
  private static final int KEPT_BUFFER_BYTES = 1 << 20;

  private static final int INITIAL_BUFFER_BYTES = 1 << 10;

  /** Of one class; kept small because the library derives sizes from it. */
  private static final int MAX_FIELDS = 4096;

  /** Of references that are not collections behind each other; more is too much for stacks. */
  private static final int MAX_DEPTH = 4096;

  /** As above. */
  private static final int MAX_CLASS_DESCRIPTION_BYTES = 1 << 18;

  static {
    // Its hints concern registration, which is not for our users.
    LoggerFactory.disableLogging();
  }

  private final ClassLoader classLoader;
  private final Fory fory;

  /**
   * For what refers to nothing but numbers, texts and the like: it keeps no table of references,
   * which takes half of the time. Null until there is such a value.
   */
  private Fory ofFlat;

  private MemoryBuffer output = MemoryBuffer.newHeapBuffer(INITIAL_BUFFER_BYTES);
  private byte[] input = new byte[INITIAL_BUFFER_BYTES];

  /** The classes that one value has described. */
  private final MetaWriteContext ofValue = new MetaWriteContext();

  /** The classes that were described in the section so far; null outside of one. */
  private MetaWriteContext written;

  private MetaReadContext read;

  /** The same for {@link #ofFlat}. */
  private MetaWriteContext writtenFlat;

  private MetaReadContext readFlat;

  ObjectCodec(ClassLoader classLoader) {
    this.classLoader = classLoader;
    fory = newFory(true);
  }

  /**
   * @param tracksReferences whether what is read or copied keeps what refers to the same, or to
   *     itself
   */
  private Fory newFory(boolean tracksReferences) {
    // Limits against hostile input are lifted: these bytes are ours, and their checksums verified.
    Fory made =
        Fory.builder()
            .withXlang(false)
            .withClassLoader(classLoader)
            .requireClassRegistration(false)
            .suppressClassRegistrationWarnings(true)
            .withRefTracking(tracksReferences)
            .withRefCopy(tracksReferences)
            .withCompatibleMode(CompatibleMode.COMPATIBLE)
            .withMetaShare(true)
            .withScopedMetaShare(false)
            .serializeEnumByName(true)
            .withJdkClassSerializableCheck(true)
            .withDeserializeUnknownClass(false)
            .withCodegen(false)
            .withMaxDepth(MAX_DEPTH)
            .withMaxTypeFields(MAX_FIELDS)
            .withMaxTypeMetaBytes(MAX_CLASS_DESCRIPTION_BYTES)
            .withMaxSchemaVersionsPerType(Integer.MAX_VALUE)
            .withMaxAverageSchemaVersionsPerType(Integer.MAX_VALUE)
            .withMaxGraphMemoryBytes(Long.MAX_VALUE)
            .withMaxUnbackedContainerItems(Integer.MAX_VALUE)
            .build();
    PlatformSerializers.register(made);
    return made;
  }

  /** See {@link SectionSerializer}. */
  void beginSection() {
    written = new MetaWriteContext();
    read = new MetaReadContext();
    writtenFlat = new MetaWriteContext();
    readFlat = new MetaReadContext();
  }

  void endSection() {
    written = null;
    read = null;
    writtenFlat = null;
    readFlat = null;
  }

  boolean isInSection() {
    return written != null;
  }

  /**
   * Encodes into this codec's buffer; as part of the section, if there is one. What is refused
   * spoils the section: it may have described classes that nobody gets to see.
   */
  void encode(Object value) throws UnserializableException {
    refuse(value, written == null ? tryEncode(value) : tryEncode(fory, value, written));
  }

  /** As {@link #encode}, of what {@link Immutability#isFlat}; within a section only. */
  void encodeFlat(Object value) throws UnserializableException {
    refuse(value, tryEncode(ofFlat(), value, writtenFlat));
  }

  /**
   * @param failure null if all went well
   */
  private void refuse(Object value, Throwable failure) throws UnserializableException {
    if (failure != null) {
      throw new UnserializablePath(part -> tryEncode(part) != null).explain(value, failure);
    }
  }

  private Fory ofFlat() {
    if (ofFlat == null) {
      ofFlat = newFory(false);
    }
    return ofFlat;
  }

  /** Writes what {@link #encode} made, its length first. */
  void flushTo(DataOutput out) throws IOException {
    if (isInSection()) {
      VarInts.write(output.writerIndex(), out);
    } else {
      out.writeInt(output.writerIndex());
    }
    out.write(output.getHeapMemory(), 0, output.writerIndex());
    if (output.size() > KEPT_BUFFER_BYTES) {
      output = MemoryBuffer.newHeapBuffer(INITIAL_BUFFER_BYTES);
    }
  }

  Object decode(DataInput in) throws IOException {
    return decode(fory, in.readInt(), new MetaReadContext(), in);
  }

  Object decodeOfSection(DataInput in) throws IOException {
    requireSection();
    return decode(fory, VarInts.read(in), read, in);
  }

  Object decodeFlat(DataInput in) throws IOException {
    requireSection();
    return decode(ofFlat(), VarInts.read(in), readFlat, in);
  }

  private void requireSection() throws StreamCorruptedException {
    if (read == null) {
      throw new StreamCorruptedException("a value of a section, outside of one");
    }
  }

  private Object decode(Fory by, int lengthBytes, MetaReadContext classes, DataInput in)
      throws IOException {
    if (lengthBytes < 0) {
      throw new StreamCorruptedException("an object of " + lengthBytes + " bytes");
    }
    byte[] bytes = lengthBytes > KEPT_BUFFER_BYTES ? new byte[lengthBytes] : reserve(lengthBytes);
    in.readFully(bytes, 0, lengthBytes);
    try {
      by.setMetaReadContext(classes);
      return by.deserialize(MemoryBuffer.fromByteArray(bytes, 0, lengthBytes));
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      by.reset();
      throw new UnserializableException("stored value", rootMessage(failure), failure);
    }
  }

  /**
   * A deep copy.
   *
   * @throws IllegalStateException if it cannot be copied
   */
  Object copy(Object value) {
    try {
      return (Immutability.isFlat(value) ? ofFlat() : fory).copy(value);
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      fory.reset();
      return copyThroughBytes(value);
    }
  }

  /** For the few types that the library can write but not copy, such as views of lists. */
  private Object copyThroughBytes(Object value) {
    Throwable failure = tryEncode(value);
    if (failure != null) {
      IOException refused =
          new UnserializablePath(part -> tryEncode(part) != null).explain(value, failure);
      throw new IllegalStateException("cannot copy " + refused.getMessage(), refused);
    }
    fory.setMetaReadContext(new MetaReadContext());
    return fory.deserialize(MemoryBuffer.fromByteArray(output.getBytes(0, output.writerIndex())));
  }

  /** On its own. Null if it went well. */
  private Throwable tryEncode(Object value) {
    ofValue.classMap.clear();
    return tryEncode(fory, value, ofValue);
  }

  private Throwable tryEncode(Fory by, Object value, MetaWriteContext classes) {
    output.writerIndex(0);
    try {
      by.setMetaWriteContext(classes);
      by.serialize(output, value);
      return null;
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      by.reset();
      return failure;
    }
  }

  private byte[] reserve(int lengthBytes) {
    if (input.length < lengthBytes) {
      input = new byte[Integer.highestOneBit(lengthBytes) << 1];
    }
    return input;
  }

  static String rootMessage(Throwable failure) {
    if (failure instanceof StackOverflowError) {
      return "references follow each other too deeply for the stack";
    }
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
  }
}
