package io.landfall.operators.process;

import io.landfall.api.function.Collector;
import io.landfall.api.function.FilterFunction;
import io.landfall.api.function.FlatMapFunction;
import io.landfall.api.function.MapFunction;

/** The operators that look at one record at a time and remember nothing. */
public final class MapOperators {

  /** One result a record. */
  public static final class OfMap<T, R> extends FunctionOperator<MapFunction<T, R>> {

    public OfMap(MapFunction<T, R> function) {
      super(function);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void onRecord(int input, Object value, long timestampMs) throws Exception {
      output.emit(function.map((T) value), timestampMs);
    }
  }

  /** Any number of results a record, each with its timestamp. */
  public static final class OfFlatMap<T, R> extends FunctionOperator<FlatMapFunction<T, R>>
      implements Collector<R> {

    private long timestampMs;

    public OfFlatMap(FlatMapFunction<T, R> function) {
      super(function);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void onRecord(int input, Object value, long recordTimestampMs) throws Exception {
      timestampMs = recordTimestampMs;
      function.flatMap((T) value, this);
    }

    @Override
    public void collect(R value) {
      output.emit(value, timestampMs);
    }
  }

  /** The record or nothing. */
  public static final class OfFilter<T> extends FunctionOperator<FilterFunction<T>> {

    public OfFilter(FilterFunction<T> function) {
      super(function);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void onRecord(int input, Object value, long timestampMs) throws Exception {
      if (function.keep((T) value)) {
        output.emit(value, timestampMs);
      }
    }
  }

  private MapOperators() {}
}
