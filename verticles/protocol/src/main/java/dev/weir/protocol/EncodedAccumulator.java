package dev.weir.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * What one accumulator of a program has come to, as far as the protocol needs to know: it passes
 * such values on, and never looks into them.
 */
public sealed interface EncodedAccumulator {

  /** What it takes in a message or in the log, roughly, in bytes. */
  int size();

  /**
   * A value.
   *
   * @param type name of the class of the accumulator
   * @param bytes as the program that has that class reads them; not to be changed by anyone
   */
  record Written(String type, byte[] bytes) implements EncodedAccumulator {

    public Written {
      requireNonNull(type, "type is null");
      requireNonNull(bytes, "bytes is null");
    }

    @Override
    public int size() {
      return type.length() + bytes.length;
    }

    @Override
    public boolean equals(Object object) {
      return object instanceof Written other
          && type.equals(other.type)
          && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "%s of %d bytes".formatted(type, bytes.length);
    }
  }

  /**
   * There is no value.
   *
   * @param why for those who ask for it
   */
  record Failed(String why) implements EncodedAccumulator {

    public Failed {
      requireNonNull(why, "why is null");
    }

    @Override
    public int size() {
      return why.length();
    }
  }
}
