package dev.weir.api.types;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Sums of two numbers of one type. Integral sums wrap around as in Java. */
final class Sums {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private Sums() {}

  /**
   * The sum of two values of a primitive type as a handle of type {@code (type,type)type}; null if
   * it is none of long, int, double and float.
   */
  static @Nullable MethodHandle of(Class<?> type) {
    if (type != long.class && type != int.class && type != double.class && type != float.class) {
      return null;
    }
    try {
      return LOOKUP.findStatic(Sums.class, "sum", MethodType.methodType(type, type, type));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sum of two " + type, e);
    }
  }

  @SuppressWarnings("UnusedMethod") // by its handle
  private static long sum(long a, long b) {
    return a + b;
  }

  @SuppressWarnings("UnusedMethod") // by its handle
  private static int sum(int a, int b) {
    return a + b;
  }

  @SuppressWarnings("UnusedMethod") // by its handle
  private static double sum(double a, double b) {
    return a + b;
  }

  @SuppressWarnings("UnusedMethod") // by its handle
  private static float sum(float a, float b) {
    return a + b;
  }

  /** The sum of two boxed numbers of the same type. */
  @SuppressWarnings("unchecked") // the sum has the class of its summands, which is F
  static <F> F add(F a, F b) {
    Number sum;
    if (a instanceof Long) {
      sum = (Long) a + (Long) b;
    } else if (a instanceof Integer) {
      sum = (Integer) a + (Integer) b;
    } else if (a instanceof Double) {
      sum = (Double) a + (Double) b;
    } else if (a instanceof Float) {
      sum = (Float) a + (Float) b;
    } else if (a instanceof Short) {
      sum = (short) ((Short) a + (Short) b);
    } else {
      sum = (byte) ((Byte) a + (Byte) b);
    }
    return (F) sum;
  }
}
