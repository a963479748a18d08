package dev.weir.state.contract;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;

/** A mutable value such as users write: its fields are changed in place. */
public final class Counter {

  /** Writes both fields. */
  public static final TypeSerializer<Counter> SERIALIZER = new CounterSerializer();

  public String label;
  public long count;

  public Counter(String label, long count) {
    this.label = label;
    this.count = count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counter that && label.equals(that.label) && count == that.count;
  }

  @Override
  public int hashCode() {
    return label.hashCode() * 31 + Long.hashCode(count);
  }

  @Override
  public String toString() {
    return label + "=" + count;
  }

  private static final class CounterSerializer implements TypeSerializer<Counter> {

    @Override
    public void write(Counter value, ByteOutput out) {
      out.writeString(value.label);
      out.writeLong(value.count);
    }

    @Override
    public Counter read(ByteInput in) {
      return new Counter(in.readString(), in.readLong());
    }

    @Override
    public Counter copy(Counter value) {
      return new Counter(value.label, value.count);
    }

    @Override
    public boolean isImmutable() {
      return false;
    }

    @Override
    public TypeSerializer<Counter> duplicate() {
      return this;
    }

    @Override
    public String schema() {
      return "Counter(label string, count long)";
    }
  }
}
