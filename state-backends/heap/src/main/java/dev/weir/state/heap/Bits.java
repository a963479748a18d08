package dev.weir.state.heap;

import dev.weir.state.spi.Layout;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** A boxed primitive as 64 bits and back. */
record Bits<T>(ToLongFunction<T> of, LongFunction<T> box) {

  private static final Bits<Long> LONG = new Bits<>(Long::longValue, Long::valueOf);
  private static final Bits<Integer> INT = new Bits<>(Integer::longValue, bits -> (int) bits);
  private static final Bits<Double> DOUBLE =
      new Bits<>(Double::doubleToRawLongBits, Double::longBitsToDouble);

  /** The bits of values whose serialiser says that this is their layout. */
  @SuppressWarnings("unchecked") // a layout other than OBJECT says what T is
  static <T> Bits<T> ofLayout(Layout layout) {
    return (Bits<T>)
        switch (layout) {
          case LONG -> LONG;
          case INT -> INT;
          case DOUBLE -> DOUBLE;
          case OBJECT -> throw new IllegalArgumentException("an object has no bits");
        };
  }

  /** Whether equal keys of a layout have equal bits, so that tables may compare those. */
  static boolean identifyKeys(Layout layout) {
    // Double.equals tells 0.0 from -0.0 but not one NaN from another.
    return layout == Layout.LONG || layout == Layout.INT;
  }
}
