package io.landfall.storm.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkedListTest {

  private static final int MOST_IN_A_CHUNK = 1 << 12;

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void hasWhatWasAddedInItsOrderAroundEachEndOfAChunk() {
    for (int count :
        new int[] {0, 1, MOST_IN_A_CHUNK - 1, MOST_IN_A_CHUNK, MOST_IN_A_CHUNK + 1, 20_000}) {
      assertThat(ChunkedList.of(numbers(count))).hasSize(count).isEqualTo(numbers(count));
    }
  }

  @Test
  void keepsNoChunkLargerThanItsLimit() {
    List<List<Integer>> chunks = ChunkedList.of(numbers(20_000)).chunks();

    assertThat(chunks).hasSize(5);
    assertThat(chunks).allMatch(chunk -> chunk.size() <= MOST_IN_A_CHUNK);
  }

  @Test
  void readsChunksOfOtherSizes() {
    ChunkedList<Integer> read =
        ChunkedList.ofChunks(List.of(List.of(0), numbers(9_999), List.of(), List.of(7, 8)));

    assertThat(read).hasSize(10_002);
    assertThat(read.get(9_999)).isEqualTo(9_998);
    assertThat(read.get(10_001)).isEqualTo(8);
    assertThat(read.chunks()).allMatch(chunk -> chunk.size() <= MOST_IN_A_CHUNK);
  }

  @Test
  void isNotCopiedIfItIsInChunksAlready() {
    ChunkedList<Integer> chunked = ChunkedList.of(numbers(3));

    assertThat(ChunkedList.of((List<Integer>) chunked)).isSameAs(chunked);
  }

  @Test
  void refusesAnIndexBehindItsEnd() {
    ChunkedList<Integer> three = ChunkedList.of(numbers(3));

    assertThatThrownBy(() -> three.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
