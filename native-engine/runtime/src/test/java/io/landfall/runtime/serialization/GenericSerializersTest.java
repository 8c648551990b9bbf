package io.landfall.runtime.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenericSerializersTest {

  private static final Object VALUE = new ArrayList<>(List.of(1, 2));

  private final GenericSerializers serializers =
      GenericSerializers.reclaimable(getClass().getClassLoader());

  @Test
  void givesWhatWasTakenBackOutOfTheSectionThatItWasLeftIn() throws IOException {
    SectionSerializer given = serializers.create();
    given.beginSection();
    given.write(VALUE, new DataOutputStream(new ByteArrayOutputStream()));
    serializers.reclaim();

    SectionSerializer again = serializers.create();

    assertThat(again).isSameAs(given);
    assertThat(readByAnother(again)).isEqualTo(VALUE);
  }

  @Test
  void lendsWhatWasGivenBackOutOfTheSectionThatItWasLeftIn() throws IOException {
    SectionSerializer lent = serializers.borrow();
    lent.beginSection();
    lent.write(VALUE, new DataOutputStream(new ByteArrayOutputStream()));
    serializers.recycle(lent);

    SectionSerializer again = serializers.borrow();

    assertThat(again).isSameAs(lent);
    assertThat(readByAnother(again)).isEqualTo(VALUE);
  }

  private Object readByAnother(SectionSerializer writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(VALUE, new DataOutputStream(bytes));
    return serializers
        .create()
        .read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
