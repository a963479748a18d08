package dev.weir.api.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A value that is asked for when it is shown, on any thread. Only numbers and booleans are shown.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Gauge<T> extends Metric {

  /** The value at this moment. */
  @Nullable T getValue();
}
