package dev.weir.state.spi;

/**
 * How a backend may hold values of a type in memory. Anything but {@link #OBJECT} says that the
 * type is the box of that primitive, that {@code equals} is equality of the boxes, and that a
 * backend may keep the primitive and make a new box when asked. It also says what the serialiser
 * writes, so that a backend need not box in order to write a snapshot.
 */
public enum Layout {
  OBJECT,
  /** Written as {@link ByteOutput#writeLong}. */
  LONG,
  /** Written as {@link ByteOutput#writeInt}. */
  INT,
  /** Written as {@link ByteOutput#writeDouble}; of NaN any. */
  DOUBLE
}
