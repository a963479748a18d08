package dev.weir.runtime.windowing;

import dev.weir.api.windowing.assigners.MergingWindowAssigner;
import dev.weir.api.windowing.windows.Window;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import java.util.Objects;

/** The merging windows of the current key, in state. */
final class MergingState<W extends Window> {

  private final MergingWindowAssigner<?, W> assigner;
  private final ValueState<MergingWindows<W>> state;

  MergingState(
      MergingWindowAssigner<?, W> assigner,
      KeyedStateBackend<?> backend,
      TypeSerializer<W> windows) {
    this.assigner = assigner;
    this.state =
        backend.valueState(
            new ValueStateSpec<>("window-merging", new MergingWindows.Serializer<>(windows), null));
  }

  MergingWindowSet<W> load() throws IOException {
    return new MergingWindowSet<>(assigner, state.value());
  }

  void save(MergingWindowSet<W> windows) throws IOException {
    if (windows.isChanged()) {
      state.update(windows.saved());
    }
  }

  static <W extends Window> W stateWindow(MergingWindowSet<W> windows, W window) {
    return Objects.requireNonNull(
        windows.stateWindow(window), () -> "no such window in the set: " + window);
  }
}
