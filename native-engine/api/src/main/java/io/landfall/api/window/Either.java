package io.landfall.api.window;

import java.io.Serializable;

/**
 * A record of one of two streams that are joined in windows.
 *
 * @param left null if it is of the right one
 * @param right null if it is of the left one
 */
public record Either<A, B>(A left, B right) implements Serializable {

  public static <A, B> Either<A, B> left(A record) {
    return new Either<>(record, null);
  }

  public static <A, B> Either<A, B> right(B record) {
    return new Either<>(null, record);
  }

  public boolean isLeft() {
    return left != null;
  }
}
