package io.landfall.connector.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRangeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 9, 3",
    "-7, 7, 4",
    "5, 5, 16",
    "1, 3, 16",
    "-9223372036854775808, 9223372036854775807, 7",
    "9223372036854775800, 9223372036854775807, 3"
  })
  void cutsAllKeysIntoRangesThatFollowEachOther(long min, long max, int parts) {
    List<KeyRange> ranges = KeyRange.cut(min, max, parts);
    assertThat(ranges).hasSizeBetween(1, parts);
    assertThat(ranges.get(0).next()).isEqualTo(min);
    assertThat(ranges.get(ranges.size() - 1).last()).isEqualTo(max);
    for (int i = 0; i < ranges.size(); i++) {
      assertThat(ranges.get(i).next()).isLessThanOrEqualTo(ranges.get(i).last());
      if (i > 0) {
        assertThat(ranges.get(i).next()).isEqualTo(ranges.get(i - 1).last() + 1);
      }
    }
  }

  @Test
  void cutsIntoEqualWidths() {
    assertThat(KeyRange.cut(0, 99, 4))
        .extracting(range -> range.last() - range.next() + 1)
        .containsOnly(25L);
  }

  @Test
  void whatAnEnumeratorRemembersSurvivesBeingWritten() throws Exception {
    for (KnownRanges known :
        List.of(KnownRanges.NONE, new KnownRanges(true, KeyRange.cut(-7, Long.MAX_VALUE, 3)))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new KnownRanges.Format().write(known, new DataOutputStream(bytes));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));

      assertThat(new KnownRanges.Format().read(in)).isEqualTo(known);
      assertThat(in.available()).isZero();
    }
  }
}
