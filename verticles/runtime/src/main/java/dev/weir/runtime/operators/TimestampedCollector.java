package dev.weir.runtime.operators;

import dev.weir.api.Collector;
import dev.weir.runtime.channel.Frame;

/** The collector a user function sees: results take the timestamp of the record they come from. */
public final class TimestampedCollector<T> implements Collector<T> {

  private final Output<T> output;
  private long timestamp = Frame.NO_TIMESTAMP;

  public TimestampedCollector(Output<T> output) {
    this.output = output;
  }

  public void setTimestamp(long newTimestamp) {
    timestamp = newTimestamp;
  }

  @Override
  public void collect(T record) {
    output.collect(record, timestamp);
  }
}
