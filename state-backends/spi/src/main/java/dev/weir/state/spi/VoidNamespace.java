package dev.weir.state.spi;

/** The namespace of what has none. */
public enum VoidNamespace {
  INSTANCE;

  /** Writes nothing. */
  public static final TypeSerializer<VoidNamespace> SERIALIZER = new Serializer();

  private static final class Serializer implements TypeSerializer<VoidNamespace> {

    @Override
    public void write(VoidNamespace value, ByteOutput out) {
      // there is but one
    }

    @Override
    public VoidNamespace read(ByteInput in) {
      return INSTANCE;
    }

    @Override
    public VoidNamespace copy(VoidNamespace value) {
      return value;
    }

    @Override
    public boolean isImmutable() {
      return true;
    }

    @Override
    public TypeSerializer<VoidNamespace> duplicate() {
      return this;
    }

    @Override
    public String schema() {
      return "void";
    }
  }
}
