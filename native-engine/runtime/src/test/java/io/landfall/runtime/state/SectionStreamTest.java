package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SectionStreamTest {

  /** In arrays of so many bytes, so that values and strings lie across their ends. */
  private static final int[] ROOM = {1, 2, 3, 7, 8, 64, 1000};

  private static final String[] TEXTS = {
    "",
    "plain ascii",
    "\u0000",
    "\u007f\u0080",
    "Zürich",
    "\u07ff\u0800\uffff",
    "\ud83c\udf0a a pair",
    "\ud800 half a pair",
    "x".repeat(300),
    "y".repeat(65_535),
    "é".repeat(32_767)
  };

  @Test
  void writesWhatADataOutputStreamWrites() throws IOException {
    for (int room : ROOM) {
      Chunks chunks = new Chunks(room);
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      writeAll(chunks, new Random(room));
      writeAll(new DataOutputStream(expected), new Random(room));
      assertThat(chunks.content()).isEqualTo(expected.toByteArray());
    }
  }

  private static void writeAll(DataOutput out, Random random) throws IOException {
    for (int i = 0; i < 2_000; i++) {
      switch (random.nextInt(12)) {
        case 0 -> out.write(random.nextInt());
        case 1 -> out.writeBoolean(random.nextBoolean());
        case 2 -> out.writeByte(random.nextInt());
        case 3 -> out.writeShort(random.nextInt());
        case 4 -> out.writeChar(random.nextInt());
        case 5 -> out.writeInt(random.nextInt());
        case 6 -> out.writeLong(random.nextLong());
        case 7 -> out.writeFloat(Float.intBitsToFloat(random.nextInt()));
        case 8 -> out.writeDouble(Double.longBitsToDouble(random.nextLong()));
        case 9 -> {
          byte[] some = new byte[random.nextInt(100)];
          random.nextBytes(some);
          out.write(some);
        }
        case 10 -> {
          out.writeBytes("Zürich");
          out.writeChars("Zürich");
        }
        default -> out.writeUTF(TEXTS[random.nextInt(TEXTS.length)]);
      }
    }
  }

  @Test
  void writesNothingOfATextThatIsTooLong() {
    for (String text : new String[] {"x".repeat(65_536), "é".repeat(32_768)}) {
      Chunks chunks = new Chunks(1 << 17);
      assertThatThrownBy(() -> chunks.writeUTF(text))
          .isInstanceOf(UTFDataFormatException.class)
          .hasMessage("a string of 65536 bytes; writeUTF takes up to 65535");
      assertThat(chunks.content()).isEmpty();
    }
  }

  @Test
  void takesAsManyBytesAsItMay() throws IOException {
    for (int most : new int[] {1, 9, 1 << 16, (1 << 16) + 1}) {
      EncodedBytes bytes = new EncodedBytes(most);
      for (int i = 0; i < most; i++) {
        bytes.write(i);
      }
      assertThat(bytes.size()).isEqualTo(most);
      assertThatThrownBy(() -> bytes.write(0)).isInstanceOf(EncodedBytes.TooMany.class);
      ByteArrayOutputStream tail = new ByteArrayOutputStream();
      bytes.writeTo(tail, most / 2, most);
      assertThat(tail.size()).isEqualTo(most - most / 2);
      assertThat(tail.toByteArray()[0]).isEqualTo((byte) (most / 2));
    }
  }

  private static final class Chunks extends SectionStream {
    private final ByteArrayOutputStream full = new ByteArrayOutputStream();

    Chunks(int room) {
      super(new byte[room], 0);
    }

    byte[] content() {
      makeRoom();
      return full.toByteArray();
    }

    @Override
    protected void makeRoom() {
      full.write(bytes, 0, end);
      end = 0;
    }
  }
}
