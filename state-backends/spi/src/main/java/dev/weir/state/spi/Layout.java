package dev.weir.state.spi;

/**
 * How a backend may hold values of a type in memory. Anything but {@link #OBJECT} says that the
 * type is the box of that primitive, that {@code equals} is equality of the boxes, and that a
 * backend may keep the primitive and make a new box when asked. Bytes are written by the serialiser
 * all the same.
 */
public enum Layout {
  OBJECT,
  LONG,
  INT,
  DOUBLE
}
