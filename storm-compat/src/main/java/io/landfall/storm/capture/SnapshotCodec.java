package io.landfall.storm.capture;

import io.landfall.api.serialization.Serializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Writes the fields and items of one task as a single object graph, so that an object which occurs
 * in several of them is one object again when it is read. What cannot be serialized is left out and
 * reported; only managed state must be whole. Task's thread.
 */
public final class SnapshotCodec {

  private static final int VERSION = 3;

  /** Had its items in one list. */
  private static final int ITEMS_IN_ONE = 2;

  /** Had nothing managed either. */
  private static final int FIRST_VERSION = 1;

  /**
   * The content of a snapshot.
   *
   * @param fields as {@link FieldCapture#take} gave them; null if none were taken at all
   * @param items plain values and values of the user's
   * @param ids whatever numbers go with them
   * @param managed state that is not the object's own fields, as plain values and values of the
   *     user's; null for none
   */
  public record Content(
      Map<String, Object> fields, List<Object> items, long[] ids, Object managed) {}

  private final Serializer<Object> serializer;
  private final String component;

  public SnapshotCodec(String component, Serializer<Object> serializer) {
    this.component = component;
    this.serializer = serializer;
  }

  /**
   * @param onBadField told the name and why; the field is left out
   * @param onBadItem told the index of an item that is left out, before {@code ids} are written
   */
  public byte[] write(Content content, BadField onBadField, IntConsumer onBadItem, IdSupplier ids)
      throws IOException {
    try {
      return toBytes(content.fields(), content.items(), ids.get(), content.managed());
    } catch (IOException | RuntimeException | StackOverflowError someOfIt) {
      refuseBadState(content.managed());
      return toBytes(
          goodFields(content.fields(), onBadField),
          goodItems(content.items(), onBadItem),
          ids.get(),
          content.managed());
    }
  }

  @SuppressWarnings("unchecked")
  public Content read(byte[] bytes) throws IOException {
    Object[] parts =
        (Object[]) serializer.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    int version = (int) parts[0];
    if (version < FIRST_VERSION || version > VERSION) {
      throw new IOException(
          "component '"
              + component
              + "': snapshot has format "
              + version
              + ", expected "
              + VERSION
              + "; it was written by another version of Landfall");
    }
    return new Content(
        (Map<String, Object>) parts[1],
        version <= ITEMS_IN_ONE
            ? (List<Object>) parts[2]
            : ChunkedList.ofChunks((List<List<Object>>) parts[2]),
        (long[]) parts[3],
        version == FIRST_VERSION ? null : parts[4]);
  }

  // Fields may be left out, since prepare makes them anew; state is what the user was promised.
  private void refuseBadState(Object managed) throws IOException {
    Throwable failure = managed == null ? null : failureOf(managed);
    if (failure != null) {
      throw new IOException(
          "component '"
              + component
              + "': its state, or a tuple in its window, cannot be saved: "
              + failure.getMessage()
              + "; make its values serializable, or run it at-least-once",
          failure);
    }
  }

  private byte[] toBytes(Map<String, Object> fields, List<Object> items, long[] ids, Object managed)
      throws IOException {
    return toBytes(new Object[] {VERSION, fields, ChunkedList.of(items).chunks(), ids, managed});
  }

  private byte[] toBytes(Object graph) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    serializer.write(graph, out);
    out.flush();
    return bytes.toByteArray();
  }

  private Map<String, Object> goodFields(Map<String, Object> fields, BadField onBad) {
    if (fields == null) {
      return null;
    }
    Map<String, Object> good = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          Throwable failure = failureOf(value);
          if (failure == null) {
            good.put(name, value);
          } else {
            onBad.accept(name, failure);
          }
        });
    return good;
  }

  private List<Object> goodItems(List<Object> items, IntConsumer onBad) {
    List<Object> good = new ChunkedList<>();
    for (int i = 0; i < items.size(); i++) {
      if (failureOf(items.get(i)) == null) {
        good.add(items.get(i));
      } else {
        onBad.accept(i);
      }
    }
    return good;
  }

  private Throwable failureOf(Object value) {
    try {
      toBytes(value);
      return null;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return e;
    }
  }

  /** Told about a field that cannot be serialized. */
  @FunctionalInterface
  public interface BadField {
    void accept(String name, Throwable why);
  }

  /** Asked for the ids at the moment of writing. */
  @FunctionalInterface
  public interface IdSupplier {
    long[] get();
  }
}
