package dev.weir.state.spi;

/**
 * Turns values of one type into bytes and back.
 *
 * <p>Equal keys must give equal bytes. An instance may keep scratch space and so belongs to one
 * thread; {@link #duplicate()} makes one for another thread.
 */
public interface TypeSerializer<T> {

  void write(T value, ByteOutput out);

  T read(ByteInput in);

  /** A deep copy, or the value itself if it is immutable. */
  T copy(T value);

  /** Whether no value of this type can change after it was made. */
  boolean isImmutable();

  /** How values of this type may be held in memory. */
  default Layout layout() {
    return Layout.OBJECT;
  }

  /** An instance for another thread; {@code this} if there is no scratch space. */
  TypeSerializer<T> duplicate();

  /**
   * A description of the format in words, stable over versions of the program: {@code long}, {@code
   * record Payment(card string, cents long)}. It is stored in snapshots and shown in errors.
   */
  String schema();

  /**
   * Whether bytes written by a serialiser with another {@link #schema()} can be read by this one.
   */
  default boolean canRead(String writtenSchema) {
    return schema().equals(writtenSchema);
  }
}
