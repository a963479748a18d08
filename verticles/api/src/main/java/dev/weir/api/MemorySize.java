package dev.weir.api;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes. One kilobyte is 1024 bytes.
 *
 * @param bytes not negative
 */
public record MemorySize(long bytes) implements Comparable<MemorySize> {

  /** No bytes. */
  public static final MemorySize ZERO = new MemorySize(0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) *([a-z]*)");
  private static final Map<String, Integer> SHIFTS =
      Map.ofEntries(
          Map.entry("", 0),
          Map.entry("b", 0),
          Map.entry("bytes", 0),
          Map.entry("k", 10),
          Map.entry("kb", 10),
          Map.entry("m", 20),
          Map.entry("mb", 20),
          Map.entry("g", 30),
          Map.entry("gb", 30),
          Map.entry("t", 40),
          Map.entry("tb", 40));

  /** Checks the sign. */
  public MemorySize {
    if (bytes < 0) {
      throw new IllegalArgumentException("A memory size must not be negative, found " + bytes);
    }
  }

  /** So many times 1024 * 1024 bytes. */
  public static MemorySize ofMebiBytes(long mebiBytes) {
    return new MemorySize(Math.multiplyExact(mebiBytes, 1L << 20));
  }

  /**
   * Reads a size such as {@code 512}, {@code 4kb}, {@code 64 mb} or {@code 1g}.
   *
   * @throws IllegalArgumentException if the text has another form, or means too much
   */
  public static MemorySize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    Integer shift = matcher.matches() ? SHIFTS.get(matcher.group(2)) : null;
    if (shift == null) {
      throw new IllegalArgumentException(
          "A memory size is a number with b, kb, mb, gb or tb, found '" + text + "'");
    }
    long amount = Long.parseLong(matcher.group(1));
    if (amount > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("The memory size '" + text + "' is too large");
    }
    return new MemorySize(amount << shift);
  }

  /** The number of bytes. */
  public long getBytes() {
    return bytes;
  }

  /** The number of whole kilobytes. */
  public long getKibiBytes() {
    return bytes >> 10;
  }

  /** The number of whole megabytes. */
  public int getMebiBytes() {
    return Math.toIntExact(bytes >> 20);
  }

  @Override
  public int compareTo(MemorySize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return bytes + " bytes";
  }
}
