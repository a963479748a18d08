package dev.weir.runtime.windowing;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The slices of one key that hold something, in the order in which they were begun. Changed in
 * place.
 *
 * @param <ACC> what a slice holds
 */
final class Slices<ACC> {

  private long[] starts;
  private @Nullable Object[] accumulators;
  private int size;

  Slices() {
    this(1);
  }

  private Slices(int capacity) {
    starts = new long[capacity];
    accumulators = new @Nullable Object[capacity];
  }

  int size() {
    return size;
  }

  long start(int index) {
    return starts[index];
  }

  @SuppressWarnings("unchecked") // accumulators come in by append and set alone
  ACC accumulator(int index) {
    return (ACC) Objects.requireNonNull(accumulators[index]);
  }

  /** The index of the slice with this start, or -1. The newest is looked at first. */
  int indexOf(long start) {
    for (int i = size - 1; i >= 0; i--) {
      if (starts[i] == start) {
        return i;
      }
    }
    return -1;
  }

  void append(long start, ACC accumulator) {
    if (size == starts.length) {
      int capacity = size + Math.max(1, size >> 1);
      starts = Arrays.copyOf(starts, capacity);
      accumulators = Arrays.copyOf(accumulators, capacity);
    }
    starts[size] = start;
    accumulators[size] = accumulator;
    size++;
  }

  void set(int index, ACC accumulator) {
    accumulators[index] = accumulator;
  }

  /**
   * Whether a slice starts within some milliseconds from a time on. The end may lie beyond the end
   * of time.
   */
  boolean isWithin(int index, long from, long millis) {
    return starts[index] >= from && Long.compareUnsigned(starts[index] - from, millis) < 0;
  }

  /** Whether any slice starts from {@code skipped} milliseconds after a time on, before others. */
  boolean anyWithin(long from, long skipped, long millis) {
    for (int i = 0; i < size; i++) {
      if (isWithin(i, from, millis) && !isWithin(i, from, skipped)) {
        return true;
      }
    }
    return false;
  }

  /** Drops all slices that start before a time, or within some milliseconds from then on. */
  void dropUntil(long time, long millis) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (starts[i] >= time && !isWithin(i, time, millis)) {
        starts[kept] = starts[i];
        accumulators[kept] = accumulators[i];
        kept++;
      }
    }
    Arrays.fill(accumulators, kept, size, null);
    size = kept;
  }

  /**
   * Writes the slices of one geometry. They cannot be read as those of another.
   *
   * @param prefix describes the geometry
   */
  record Serializer<ACC>(String prefix, TypeSerializer<ACC> accumulator)
      implements TypeSerializer<Slices<ACC>> {

    static <ACC> Serializer<ACC> of(SliceGeometry geometry, TypeSerializer<ACC> accumulator) {
      return new Serializer<>("slices of " + geometry.describe() + ": ", accumulator);
    }

    @Override
    public void write(Slices<ACC> value, ByteOutput out) {
      out.writeVarInt(value.size);
      for (int i = 0; i < value.size; i++) {
        out.writeLong(value.starts[i]);
        accumulator.write(value.accumulator(i), out);
      }
    }

    @Override
    public Slices<ACC> read(ByteInput in) {
      int size = in.readVarInt();
      Slices<ACC> slices = new Slices<>();
      for (int i = 0; i < size; i++) {
        long start = in.readLong();
        slices.append(start, accumulator.read(in));
      }
      return slices;
    }

    @Override
    public Slices<ACC> copy(Slices<ACC> value) {
      Slices<ACC> copy = new Slices<>(Math.max(1, value.size));
      for (int i = 0; i < value.size; i++) {
        copy.append(value.starts[i], accumulator.copy(value.accumulator(i)));
      }
      return copy;
    }

    @Override
    public boolean isImmutable() {
      return false;
    }

    @Override
    public TypeSerializer<Slices<ACC>> duplicate() {
      return new Serializer<>(prefix, accumulator.duplicate());
    }

    @Override
    public String schema() {
      return prefix + accumulator.schema();
    }

    @Override
    public boolean canRead(String writtenSchema) {
      return writtenSchema.startsWith(prefix)
          && accumulator.canRead(writtenSchema.substring(prefix.length()));
    }
  }
}
