package io.landfall.api.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class VersionedSerializerTest {

  private record Point(int x, int y) {}

  private static final class PointsOnALine extends VersionedSerializer<Point> {
    private static final long serialVersionUID = 1L;

    PointsOnALine() {
      super("point", 1);
    }

    @Override
    protected void writeFields(Point point, DataOutput out) throws IOException {
      out.writeInt(point.x());
    }

    @Override
    protected Point readFields(int format, DataInput in) throws IOException {
      return new Point(in.readInt(), 0);
    }
  }

  private static final class Points extends VersionedSerializer<Point> {
    private static final long serialVersionUID = 1L;

    Points() {
      super("point", 2);
    }

    @Override
    protected void writeFields(Point point, DataOutput out) throws IOException {
      out.writeInt(point.x());
      out.writeInt(point.y());
    }

    @Override
    protected Point readFields(int format, DataInput in) throws IOException {
      return new Point(in.readInt(), format == 1 ? 0 : in.readInt());
    }
  }

  private static byte[] write(Serializer<Point> serializer, Point point) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.write(point, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Point read(Serializer<Point> serializer, byte[] bytes) throws IOException {
    return serializer.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  @Test
  void readsWhatItAndOlderVersionsHaveWritten() throws Exception {
    assertThat(read(new Points(), write(new Points(), new Point(3, 4)))).isEqualTo(new Point(3, 4));
    assertThat(read(new Points(), write(new PointsOnALine(), new Point(3, 4))))
        .isEqualTo(new Point(3, 0));
  }

  @Test
  void refusesWhatANewerVersionHasWritten() throws Exception {
    byte[] newer = write(new Points(), new Point(3, 4));

    assertThatThrownBy(() -> read(new PointsOnALine(), newer))
        .isInstanceOf(IOException.class)
        .hasMessage("point in format 2, expected 1; restore it with the version that wrote it");
  }

  @Test
  void refusesWhatIsNoVersion() throws Exception {
    byte[] bytes = write(new Points(), new Point(3, 4));
    bytes[0] = 0;

    assertThatThrownBy(() -> read(new Points(), bytes)).hasMessageContaining("expected 1 to 2");
  }
}
