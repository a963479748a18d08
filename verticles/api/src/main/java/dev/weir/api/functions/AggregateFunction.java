package dev.weir.api.functions;

/**
 * Aggregates records into an accumulator, and makes a result of it.
 *
 * @param <IN> the type of the records
 * @param <ACC> the type of the accumulator
 * @param <OUT> the type of the result
 */
public interface AggregateFunction<IN, ACC, OUT> extends Function {

  /** Returns an empty accumulator. */
  ACC createAccumulator();

  /** Adds a record; may change and return {@code accumulator}, or return another one. */
  ACC add(IN value, ACC accumulator);

  /** Returns what was aggregated; must not change {@code accumulator}. */
  OUT getResult(ACC accumulator);

  /** Merges two accumulators; may change and return either of them. */
  ACC merge(ACC a, ACC b);
}
