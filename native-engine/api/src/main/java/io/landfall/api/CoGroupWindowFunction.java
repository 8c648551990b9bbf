package io.landfall.api;

import io.landfall.api.function.CoGroupFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.Function;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.window.Either;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts a window's records by the stream that they came from.
 *
 * @param opened the user's function, to be opened and closed
 */
record CoGroupWindowFunction<A, B, R, K, W extends Window>(
    Function opened, CoGroupFunction<A, B, R> function)
    implements ProcessWindowFunction<Either<A, B>, R, K, W> {

  @Override
  public void open(RuntimeContext context) throws Exception {
    opened.open(context);
  }

  @Override
  public void process(
      K key, WindowContext<W> context, Iterable<Either<A, B>> values, Collector<R> out)
      throws Exception {
    List<A> lefts = new ArrayList<>();
    List<B> rights = new ArrayList<>();
    for (Either<A, B> each : values) {
      if (each.isLeft()) {
        lefts.add(each.left());
      } else {
        rights.add(each.right());
      }
    }
    function.coGroup(lefts, rights, out);
  }

  @Override
  public void close() throws Exception {
    opened.close();
  }
}
