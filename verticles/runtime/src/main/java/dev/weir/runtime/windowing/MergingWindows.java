package dev.weir.runtime.windowing;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows of one key that may still merge, as they are kept in state. Never changed: a change
 * makes a new one.
 *
 * @param windows in the order in which they came
 * @param stateWindows by the same index, the window under which the contents are kept
 */
record MergingWindows<W>(List<W> windows, List<W> stateWindows) {

  /** Writes each window with its state window. */
  record Serializer<W>(TypeSerializer<W> window) implements TypeSerializer<MergingWindows<W>> {

    @Override
    public void write(MergingWindows<W> value, ByteOutput out) {
      out.writeVarInt(value.windows.size());
      for (int i = 0; i < value.windows.size(); i++) {
        window.write(value.windows.get(i), out);
        window.write(value.stateWindows.get(i), out);
      }
    }

    @Override
    public MergingWindows<W> read(ByteInput in) {
      int size = in.readVarInt();
      List<W> windows = new ArrayList<>();
      List<W> stateWindows = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        windows.add(window.read(in));
        stateWindows.add(window.read(in));
      }
      return new MergingWindows<>(windows, stateWindows);
    }

    /** Windows do not change. */
    @Override
    public MergingWindows<W> copy(MergingWindows<W> value) {
      return value;
    }

    @Override
    public boolean isImmutable() {
      return true;
    }

    @Override
    public TypeSerializer<MergingWindows<W>> duplicate() {
      return new Serializer<>(window.duplicate());
    }

    @Override
    public String schema() {
      return "merging windows: " + window.schema();
    }
  }
}
