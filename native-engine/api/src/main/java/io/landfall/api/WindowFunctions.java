package io.landfall.api;

import io.landfall.api.function.Collector;
import io.landfall.api.function.Function;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.window.AllWindowFunction;
import io.landfall.api.window.ProcessAllWindowFunction;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowContext;
import io.landfall.api.window.WindowFunction;
import java.io.Serializable;

/** Brings the shorter forms of a window's function into the one that operators know. */
final class WindowFunctions {

  /** One result of the one value that there is. */
  static <V, R, K, W extends Window> ProcessWindowFunction<V, R, K, W> ofOne(
      WindowFunction<V, R, K, W> function) {
    return new Adapted<>(
        function, (key, window, values) -> function.apply(key, window, values.iterator().next()));
  }

  /** One result of the one value that there is. */
  static <V, R, W extends Window> ProcessWindowFunction<V, R, Object, W> ofOne(
      AllWindowFunction<V, R, W> function) {
    return new Adapted<>(
        function, (key, window, values) -> function.apply(window, values.iterator().next()));
  }

  /** One result of all values. */
  static <V, R, K, W extends Window> ProcessWindowFunction<V, R, K, W> ofAll(
      WindowFunction<Iterable<V>, R, K, W> function) {
    return new Adapted<>(function, function::apply);
  }

  /** One result of all values. */
  static <V, R, W extends Window> ProcessWindowFunction<V, R, Object, W> ofAll(
      AllWindowFunction<Iterable<V>, R, W> function) {
    return new Adapted<>(function, (key, window, values) -> function.apply(window, values));
  }

  static <V, R, W extends Window> ProcessWindowFunction<V, R, Object, W> withoutKey(
      ProcessAllWindowFunction<V, R, W> function) {
    return new WithoutKey<>(function);
  }

  static <T, C extends Comparable<? super C>> ReduceFunction<T> minBy(
      MapFunction<? super T, ? extends C> extractor) {
    return (left, right) -> compare(extractor, right, left) < 0 ? right : left;
  }

  static <T, C extends Comparable<? super C>> ReduceFunction<T> maxBy(
      MapFunction<? super T, ? extends C> extractor) {
    return (left, right) -> compare(extractor, right, left) > 0 ? right : left;
  }

  private static <T, C extends Comparable<? super C>> int compare(
      MapFunction<? super T, ? extends C> extractor, T left, T right) throws Exception {
    return extractor.map(left).compareTo(extractor.map(right));
  }

  /** Gives one result or none. */
  private interface OneResult<V, R, K, W> extends Serializable {
    R of(K key, W window, Iterable<V> values) throws Exception;
  }

  private record Adapted<V, R, K, W extends Window>(Function function, OneResult<V, R, K, W> result)
      implements ProcessWindowFunction<V, R, K, W> {

    @Override
    public void open(RuntimeContext context) throws Exception {
      function.open(context);
    }

    @Override
    public void process(K key, WindowContext<W> context, Iterable<V> values, Collector<R> out)
        throws Exception {
      R made = result.of(key, context.window(), values);
      if (made != null) {
        out.collect(made);
      }
    }

    @Override
    public void close() throws Exception {
      function.close();
    }
  }

  private record WithoutKey<V, R, W extends Window>(ProcessAllWindowFunction<V, R, W> function)
      implements ProcessWindowFunction<V, R, Object, W> {

    @Override
    public void open(RuntimeContext context) throws Exception {
      function.open(context);
    }

    @Override
    public void process(Object key, WindowContext<W> context, Iterable<V> values, Collector<R> out)
        throws Exception {
      function.process(context, values, out);
    }

    @Override
    public void clear(WindowContext<W> context) throws Exception {
      function.clear(context);
    }

    @Override
    public void close() throws Exception {
      function.close();
    }
  }

  private WindowFunctions() {}
}
