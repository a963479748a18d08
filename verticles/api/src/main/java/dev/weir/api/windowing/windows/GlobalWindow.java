package dev.weir.api.windowing.windows;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The one window that holds everything and never ends. */
public final class GlobalWindow extends Window {

  private static final long serialVersionUID = 1L;

  private static final GlobalWindow INSTANCE = new GlobalWindow();

  private GlobalWindow() {}

  /** The window. */
  public static GlobalWindow get() {
    return INSTANCE;
  }

  @Override
  public long maxTimestamp() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GlobalWindow;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "GlobalWindow";
  }

  /** Writes a zero: there is but one window. */
  public static final class Serializer implements TypeSerializer<GlobalWindow> {

    /** The serialiser: it has no scratch space. */
    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {}

    @Override
    public void write(GlobalWindow window, ByteOutput out) {
      out.writeByte(0);
    }

    @Override
    public GlobalWindow read(ByteInput in) {
      in.readByte();
      return get();
    }

    @Override
    public GlobalWindow copy(GlobalWindow window) {
      return window;
    }

    @Override
    public boolean isImmutable() {
      return true;
    }

    @Override
    public TypeSerializer<GlobalWindow> duplicate() {
      return this;
    }

    @Override
    public String schema() {
      return "global window";
    }
  }
}
