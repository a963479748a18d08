package dev.weir.state.heap;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How what a table holds under a key is written in the {@linkplain
 * dev.weir.state.spi.CanonicalFormat canonical} format, and copied.
 */
sealed interface ValueFormat<V> {

  void write(V value, ByteOutput out);

  V read(ByteInput in);

  V copy(V value);

  /** Whether a value handed out cannot be changed in place. */
  boolean isImmutable();

  /**
   * What is left of a value when parts of it are taken away.
   *
   * @return the value itself if nothing is, null if all is
   */
  @Nullable V without(V value, Predicate<Object> removed);

  /** For use on another thread. */
  ValueFormat<V> duplicate();

  /** A single value. */
  record Single<T>(TypeSerializer<T> serializer) implements ValueFormat<T> {

    @Override
    public void write(T value, ByteOutput out) {
      serializer.write(value, out);
    }

    @Override
    public T read(ByteInput in) {
      return serializer.read(in);
    }

    @Override
    public T copy(T value) {
      return serializer.copy(value);
    }

    @Override
    public boolean isImmutable() {
      return serializer.isImmutable();
    }

    @Override
    public @Nullable T without(T value, Predicate<Object> removed) {
      return removed.test(value) ? null : value;
    }

    @Override
    public Single<T> duplicate() {
      return new Single<>(serializer.duplicate());
    }
  }

  /** The elements of a list, each with its length before it. */
  record Elements<T>(TypeSerializer<T> serializer) implements ValueFormat<List<T>> {

    @Override
    public void write(List<T> value, ByteOutput out) {
      for (T element : value) {
        out.writeSized(serializer, element);
      }
    }

    @Override
    public List<T> read(ByteInput in) {
      List<T> elements = new ArrayList<>();
      while (in.remaining() > 0) {
        elements.add(in.readSized(serializer));
      }
      return elements;
    }

    @Override
    public List<T> copy(List<T> value) {
      List<T> copy = new ArrayList<>(value);
      if (!serializer.isImmutable()) {
        copy.replaceAll(serializer::copy);
      }
      return copy;
    }

    @Override
    public boolean isImmutable() {
      return false;
    }

    @Override
    public @Nullable List<T> without(List<T> value, Predicate<Object> removed) {
      if (value.stream().noneMatch(removed)) {
        return value;
      }
      List<T> left = new ArrayList<>(value);
      left.removeIf(removed);
      return left.isEmpty() ? null : left;
    }

    @Override
    public Elements<T> duplicate() {
      return new Elements<>(serializer.duplicate());
    }
  }

  /** The entries of a map, each key and value with its length before it. */
  record Entries<K, V>(TypeSerializer<K> keys, TypeSerializer<V> values)
      implements ValueFormat<Map<K, V>> {

    @Override
    public void write(Map<K, V> value, ByteOutput out) {
      value.forEach(
          (key, each) -> {
            out.writeSized(keys, key);
            out.writeSized(values, each);
          });
    }

    @Override
    public Map<K, V> read(ByteInput in) {
      Map<K, V> entries = new HashMap<>();
      while (in.remaining() > 0) {
        K key = in.readSized(keys);
        entries.put(key, in.readSized(values));
      }
      return entries;
    }

    @Override
    public Map<K, V> copy(Map<K, V> value) {
      Map<K, V> copy = new HashMap<>(value);
      if (!values.isImmutable()) {
        copy.replaceAll((key, each) -> values.copy(each));
      }
      return copy;
    }

    @Override
    public boolean isImmutable() {
      return false;
    }

    @Override
    public @Nullable Map<K, V> without(Map<K, V> value, Predicate<Object> removed) {
      if (value.values().stream().noneMatch(removed)) {
        return value;
      }
      Map<K, V> left = new HashMap<>(value);
      left.values().removeIf(removed);
      return left.isEmpty() ? null : left;
    }

    @Override
    public Entries<K, V> duplicate() {
      return new Entries<>(keys.duplicate(), values.duplicate());
    }
  }
}
