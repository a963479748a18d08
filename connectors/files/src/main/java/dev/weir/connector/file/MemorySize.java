package dev.weir.connector.file;

import java.io.Serializable;

/**
 * A number of bytes, as options name it.
 *
 * @param getBytes how many; not negative
 */
public record MemorySize(long getBytes) implements Serializable {

  /** Checks the sign. */
  public MemorySize {
    if (getBytes < 0) {
      throw new IllegalArgumentException("A memory size is at least 0 bytes, found " + getBytes);
    }
  }

  /** So many times 1,048,576 bytes. */
  public static MemorySize ofMebiBytes(long mebiBytes) {
    return new MemorySize(Math.multiplyExact(mebiBytes, 1L << 20));
  }

  @Override
  public String toString() {
    return getBytes + " bytes";
  }
}
