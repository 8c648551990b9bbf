package io.landfall.storm.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.serialization.Serializer;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {

  private static final int MANY = 10_000;

  private final Serializer<Object> serializer =
      new GenericSerializers(SnapshotCodecTest.class.getClassLoader()).create();
  private final SnapshotCodec codec = new SnapshotCodec("spout", serializer);

  private SnapshotCodec.Content writtenAndRead(Map<String, Object> fields, List<Object> items)
      throws IOException {
    long[] ids = LongStream.range(0, items.size()).toArray();
    byte[] bytes =
        codec.write(
            new SnapshotCodec.Content(fields, items, ids, "managed"),
            (name, why) -> {},
            index -> {},
            () -> ids);
    return codec.read(bytes);
  }

  private byte[] stored(Object... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.write(parts, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void givesBackMoreItemsThanFitAChunk() throws IOException {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      items.add(i % 3 == 0 ? "message " + i : Long.valueOf(i));
    }

    SnapshotCodec.Content read = writtenAndRead(Map.of("next", 7L), items);

    assertThat(read.items()).isEqualTo(items);
    assertThat(read.ids()).hasSize(MANY).endsWith(MANY - 2, MANY - 1);
    assertThat(read.fields()).isEqualTo(Map.of("next", 7L));
    assertThat(read.managed()).isEqualTo("managed");
  }

  @Test
  void anObjectInAFieldAndInTwoChunksIsOneObjectAgain() throws IOException {
    List<Object> shared = new ArrayList<>(List.of("one"));
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      items.add(i == 0 || i == MANY - 1 ? shared : Long.valueOf(i));
    }

    SnapshotCodec.Content read = writtenAndRead(Map.of("held", shared), items);

    assertThat(read.items().get(0)).isEqualTo(shared).isSameAs(read.items().get(MANY - 1));
    assertThat(read.fields().get("held")).isSameAs(read.items().get(0));
  }

  @Test
  void readsTheFormatsWithAllItemsInOneList() throws IOException {
    List<Object> items = new ArrayList<>(List.of("a", "b"));
    long[] ids = {3, 4};

    SnapshotCodec.Content second = codec.read(stored(2, null, items, ids, "managed"));
    SnapshotCodec.Content first = codec.read(stored(1, null, items, ids));

    assertThat(second.items()).containsExactly("a", "b");
    assertThat(second.ids()).containsExactly(3, 4);
    assertThat(second.managed()).isEqualTo("managed");
    assertThat(first.items()).containsExactly("a", "b");
    assertThat(first.managed()).isNull();
  }

  @Test
  void refusesFormatsThatItDoesNotKnow() throws IOException {
    for (int version : new int[] {0, 4}) {
      byte[] bytes = stored(version, null, new ArrayList<>(), new long[0], null);

      assertThatThrownBy(() -> codec.read(bytes))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("component 'spout': snapshot has format " + version);
    }
  }
}
