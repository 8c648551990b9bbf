package io.landfall.api.window;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.ReduceFunction;
import java.io.Serializable;
import java.util.Objects;

/** What is computed of a window's records. */
public sealed interface WindowComputation extends Serializable {

  /** Of the one value, or of all records; null if there is nothing behind an incremental one. */
  ProcessWindowFunction<?, ?, ?, ?> function();

  /** One value at any time. */
  record Reduce(ReduceFunction<?> reduce, ProcessWindowFunction<?, ?, ?, ?> function)
      implements WindowComputation {

    public Reduce {
      Objects.requireNonNull(reduce, "reduce");
    }
  }

  /** One accumulator at any time. */
  record Aggregate(AggregateFunction<?, ?, ?> aggregate, ProcessWindowFunction<?, ?, ?, ?> function)
      implements WindowComputation {

    public Aggregate {
      Objects.requireNonNull(aggregate, "aggregate");
    }
  }

  /** All records are kept. */
  record Process(ProcessWindowFunction<?, ?, ?, ?> function) implements WindowComputation {

    public Process {
      Objects.requireNonNull(function, "function");
    }
  }
}
