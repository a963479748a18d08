package dev.weir.state.ttl;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.StateTtl;
import dev.weir.state.spi.ValueStateSpec;
import java.util.function.LongSupplier;

/**
 * When one state expires, and by which clock.
 *
 * @param onAccess called before each access, so that a backend can look for what has expired
 */
public record Expiry(StateTtl ttl, LongSupplier clock, Runnable onAccess) {

  /** What the backend stores for a value that expires. */
  public static <T> ValueStateSpec<Stamped<T>> stamped(ValueStateSpec<T> spec) {
    return new ValueStateSpec<>(spec.name(), new StampedSerializer<>(spec.serializer()), null);
  }

  /** What the backend stores for a list the elements of which expire. */
  public static <T> ListStateSpec<Stamped<T>> stamped(ListStateSpec<T> spec) {
    return new ListStateSpec<>(spec.name(), new StampedSerializer<>(spec.elementSerializer()));
  }

  /** What the backend stores for a map the entries of which expire. */
  public static <K, V> MapStateSpec<K, Stamped<V>> stamped(MapStateSpec<K, V> spec) {
    return new MapStateSpec<>(
        spec.name(), spec.keySerializer(), new StampedSerializer<>(spec.valueSerializer()));
  }

  public <T> ValueState<T> around(ValueState<Stamped<T>> stored, ValueStateSpec<T> spec) {
    return new TtlValueState<>(stored, spec, this);
  }

  public <T> ListState<T> around(ListState<Stamped<T>> stored, ListStateSpec<T> spec) {
    return new TtlListState<>(stored, spec.name(), this);
  }

  public <K, V> MapState<K, V> around(MapState<K, Stamped<V>> stored, MapStateSpec<K, V> spec) {
    return new TtlMapState<>(stored, spec.name(), this);
  }

  /** Whether a value has expired by now. */
  public boolean isExpired(Stamped<?> value) {
    return ttl.isExpired(value.touched(), clock.getAsLong());
  }

  <T> Stamped<T> stamp(T value) {
    return new Stamped<>(value, clock.getAsLong());
  }

  boolean touchesOnRead() {
    return ttl.touch() == StateTtl.Touch.ON_READ_AND_WRITE;
  }

  boolean showsExpired() {
    return ttl.visibility() == StateTtl.Visibility.RETURN_EXPIRED_IF_NOT_CLEANED_UP;
  }
}
