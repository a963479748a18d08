package dev.weir.runtime.windowing;

import dev.weir.api.functions.AggregateFunction;

/** Counts and adds up, in an accumulator that is changed in place. */
final class Tally implements AggregateFunction<Reading, Tally.Accumulator, String> {

  /** What was counted. */
  public static final class Accumulator {
    public long count;
    public long sum;
  }

  @Override
  public Accumulator createAccumulator() {
    return new Accumulator();
  }

  @Override
  public Accumulator add(Reading value, Accumulator accumulator) {
    accumulator.count++;
    accumulator.sum += value.value();
    return accumulator;
  }

  @Override
  public String getResult(Accumulator accumulator) {
    return accumulator.count + ":" + accumulator.sum;
  }

  @Override
  public Accumulator merge(Accumulator a, Accumulator b) {
    b.count += a.count;
    b.sum += a.sum;
    return b;
  }
}
