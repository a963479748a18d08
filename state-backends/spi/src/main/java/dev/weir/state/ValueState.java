package dev.weir.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One value per key. */
public interface ValueState<T extends @Nullable Object> extends State {

  /**
   * The value of the current key, or {@code null} (or the descriptor's default) if there is none.
   */
  @Nullable T value() throws IOException;

  /** Sets the value of the current key; {@code null} clears it. */
  void update(@Nullable T value) throws IOException;
}
