package dev.weir.runtime.windowing;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.Layout;
import dev.weir.state.spi.TypeSerializer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The slices of one key that hold something, in the order in which they were begun. Changed in
 * place. Accumulators that are longs lie beside the starts of their slices, without boxes.
 *
 * @param <ACC> what a slice holds
 */
final class Slices<ACC> {

  private static final @Nullable Object[] NONE = {};

  /** Words of a slice: its start, and its accumulator if that is a long. */
  private final int stride;

  private long[] words;
  private @Nullable Object[] objects;
  private int size;

  /**
   * @param layout of the accumulators
   */
  Slices(Layout layout) {
    this(layout == Layout.LONG ? 2 : 1, 1);
  }

  private Slices(int stride, int capacity) {
    this.stride = stride;
    this.words = new long[stride * capacity];
    this.objects = stride == 1 ? new @Nullable Object[capacity] : NONE;
  }

  int size() {
    return size;
  }

  long start(int index) {
    return words[stride * index];
  }

  @SuppressWarnings("unchecked") // accumulators come in by append and set alone
  ACC accumulator(int index) {
    return stride == 2
        ? (ACC) (Long) words[2 * index + 1]
        : (ACC) Objects.requireNonNull(objects[index]);
  }

  /** The index of the slice with this start, or -1. The newest is looked at first. */
  int indexOf(long start) {
    for (int i = size - 1; i >= 0; i--) {
      if (words[stride * i] == start) {
        return i;
      }
    }
    return -1;
  }

  void append(long start, ACC accumulator) {
    if (stride * size == words.length) {
      int capacity = size + Math.max(1, size >> 1);
      words = Arrays.copyOf(words, stride * capacity);
      objects = stride == 1 ? Arrays.copyOf(objects, capacity) : NONE;
    }
    words[stride * size] = start;
    set(size, accumulator);
    size++;
  }

  void set(int index, ACC accumulator) {
    if (stride == 2) {
      words[2 * index + 1] = (Long) accumulator;
    } else {
      objects[index] = accumulator;
    }
  }

  /**
   * Whether a slice starts within some milliseconds from a time on. The end may lie beyond the end
   * of time.
   */
  boolean isWithin(int index, long from, long millis) {
    return start(index) >= from && Long.compareUnsigned(start(index) - from, millis) < 0;
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
      if (start(i) >= time && !isWithin(i, time, millis)) {
        System.arraycopy(words, stride * i, words, stride * kept, stride);
        if (stride == 1) {
          objects[kept] = objects[i];
        }
        kept++;
      }
    }
    if (stride == 1) {
      Arrays.fill(objects, kept, size, null);
    }
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
        out.writeLong(value.start(i));
        accumulator.write(value.accumulator(i), out);
      }
    }

    @Override
    public Slices<ACC> read(ByteInput in) {
      int size = in.readVarInt();
      Slices<ACC> slices = new Slices<>(accumulator.layout());
      for (int i = 0; i < size; i++) {
        long start = in.readLong();
        slices.append(start, accumulator.read(in));
      }
      return slices;
    }

    @Override
    public Slices<ACC> copy(Slices<ACC> value) {
      Slices<ACC> copy = new Slices<>(value.stride, Math.max(1, value.size));
      if (value.stride == 2) {
        System.arraycopy(value.words, 0, copy.words, 0, 2 * value.size);
        copy.size = value.size;
        return copy;
      }
      for (int i = 0; i < value.size; i++) {
        copy.append(value.start(i), accumulator.copy(value.accumulator(i)));
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
