package io.landfall.api.function;

/** Any results of each pair of records; they have the later one's timestamp. */
@FunctionalInterface
public interface ProcessJoinFunction<A, B, R> extends Function {

  void process(A left, B right, Context context, Collector<R> out) throws Exception;

  /** What a call may ask; only valid during that call. */
  interface Context extends SideOutputs {

    /** Event time in ms. */
    long leftTimestampMs();

    /** Event time in ms. */
    long rightTimestampMs();

    /** The later of the two; event time in ms. */
    long timestampMs();
  }
}
