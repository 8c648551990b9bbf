package io.landfall.storm.capture;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * A list without any large array, to be appended to. Of 100,000s of elements, as one array, G1
 * would make a humongous object; and until its next marking is over, which may take minutes, such
 * an array keeps what it refers to alive though nobody has it any more, and each collection copies
 * that. One thread.
 */
public final class ChunkedList<E> extends AbstractList<E> implements RandomAccess {

  /** References of 4 or 8 bytes each: far below half of G1's smallest region, 512 KiB. */
  private static final int CHUNK = 1 << 12;

  private final List<List<E>> chunks = new ArrayList<>();
  private int size;

  /** {@code elements} if they are in chunks already, or a copy. */
  public static <E> ChunkedList<E> of(List<E> elements) {
    if (elements instanceof ChunkedList<E> chunked) {
      return chunked;
    }
    ChunkedList<E> copy = new ChunkedList<>();
    copy.addAll(elements);
    return copy;
  }

  /** What {@link #chunks} had, however large the chunks were. */
  static <E> ChunkedList<E> ofChunks(List<List<E>> chunks) {
    ChunkedList<E> all = new ChunkedList<>();
    chunks.forEach(all::addAll);
    return all;
  }

  /** The elements in lists of limited size, to be written; not to be changed. */
  List<List<E>> chunks() {
    return chunks;
  }

  @Override
  public boolean add(E element) {
    if (size % CHUNK == 0) {
      chunks.add(new ArrayList<>());
    }
    chunks.get(chunks.size() - 1).add(element);
    size++;
    return true;
  }

  @Override
  public E get(int index) {
    return chunks.get(index / CHUNK).get(index % CHUNK);
  }

  @Override
  public int size() {
    return size;
  }
}
