package io.landfall.runtime.state;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;

/**
 * One list of operator state as bytes, each element by itself, so that elements can be dealt out
 * anew without knowing their type.
 */
record EncodedList(Distribution distribution, List<byte[]> elements) {

  /** Who gets what at a restore. The codes are stored: constants may be added at the end. */
  enum Distribution {
    SPLIT,
    UNION,
    INDEXED,
    BROADCAST
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(distribution.ordinal());
    out.writeInt(elements.size());
    for (byte[] element : elements) {
      out.writeInt(element.length);
      out.write(element);
    }
  }

  static EncodedList read(DataInputStream in) throws IOException {
    int code = in.readUnsignedByte();
    if (code >= Distribution.values().length) {
      throw new StreamCorruptedException("kind " + code + " of operator state is not known");
    }
    int count = in.readInt();
    List<byte[]> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int lengthBytes = in.readInt();
      byte[] element = in.readNBytes(lengthBytes);
      if (element.length < lengthBytes) {
        throw new EOFException("element " + i + " of " + count + " is cut short");
      }
      elements.add(element);
    }
    return new EncodedList(Distribution.values()[code], elements);
  }
}
