package dev.weir.state.ttl;

import dev.weir.state.ValueState;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A value that expires. */
final class TtlValueState<T> implements ValueState<T> {

  private final ValueState<Stamped<T>> stored;
  private final ValueStateSpec<T> spec;
  private final Expiry expiry;

  TtlValueState(ValueState<Stamped<T>> stored, ValueStateSpec<T> spec, Expiry expiry) {
    this.stored = stored;
    this.spec = spec;
    this.expiry = expiry;
  }

  @Override
  public @Nullable T value() throws IOException {
    expiry.onAccess().run();
    Stamped<T> found = stored.value();
    if (found == null) {
      return freshDefault();
    }
    if (expiry.isExpired(found)) {
      stored.clear();
      return expiry.showsExpired() ? found.value() : freshDefault();
    }
    if (expiry.touchesOnRead()) {
      stored.update(expiry.stamp(found.value()));
    }
    return found.value();
  }

  @Override
  public void update(@Nullable T value) throws IOException {
    expiry.onAccess().run();
    stored.update(value == null ? null : expiry.stamp(value));
  }

  @Override
  public void clear() {
    stored.clear();
  }

  private @Nullable T freshDefault() {
    T absent = spec.defaultValue();
    return absent == null ? null : spec.serializer().copy(absent);
  }
}
