package dev.weir.state;

/** One accumulator per key, into which each added element is aggregated at once. */
public interface AggregatingState<IN, OUT> extends AppendingState<IN, OUT> {}
