package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The elements of one key's list. Appending writes only behind the end, so a snapshot that has an
 * older {@code HeapList} over the same array does not see it. Unmodifiable to users.
 */
final class HeapList extends AbstractList<Object> implements RandomAccess {

  private static final int INITIAL_CAPACITY = 4;

  private Object[] elements;
  private int size;

  /** So many elements at the front may belong to a snapshot. */
  private int sharedCount;

  HeapList() {
    elements = new Object[INITIAL_CAPACITY];
  }

  private HeapList(Object[] elements, int size) {
    this.elements = elements;
    this.size = size;
    sharedCount = size;
  }

  /** Another for a new epoch, over the same elements; only that one may be appended to. */
  HeapList fork() {
    return new HeapList(elements, size);
  }

  void append(Object value) {
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, size + (size >> 1) + 1);
    }
    elements[size++] = value;
  }

  boolean hasMutable(Serializer<Object> serializer) {
    for (int i = 0; i < size; i++) {
      if (!serializer.isImmutable(elements[i])) {
        return true;
      }
    }
    return false;
  }

  /** Copies the elements that can change and may belong to a snapshot. */
  void own(HeapState owner) {
    boolean copied = false;
    for (int i = 0; i < sharedCount; i++) {
      if (!owner.serializer.isImmutable(elements[i])) {
        if (!copied) {
          elements = elements.clone();
          copied = true;
        }
        elements[i] = owner.copied(elements[i]);
      }
    }
    sharedCount = 0;
  }

  @Override
  public Object get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("element " + index + " of " + size);
    }
    return elements[index];
  }

  @Override
  public int size() {
    return size;
  }
}
