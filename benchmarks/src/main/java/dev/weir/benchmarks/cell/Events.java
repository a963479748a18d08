package dev.weir.benchmarks.cell;

/**
 * The input, the same for all engines: everything is a function of the offset of a record, so a
 * source can be replayed from any offset, and the result does not depend on who read what.
 */
public final class Events {

  private static final long SLOW_NANOS = 10_000;
  private static final int WORDS = 10_000;
  private static final int WORDS_PER_SENTENCE = 8;
  private static final long WORDS_FROM = 0x5DEECE66DL;
  private static final String[] VOCABULARY = vocabulary();

  private Events() {}

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection without visible pattern. */
  public static long mix(long offset) {
    long z = offset + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The key of the record at an offset: uniform from 0 to {@code keys - 1}. */
  public static long key(long offset, long keys) {
    return (mix(offset) >>> 1) % keys;
  }

  /** What {@code passthrough} makes of a record. */
  public static long mapped(long value) {
    return value * 31 + 7;
  }

  /** Which records {@code passthrough} keeps: three of four. */
  public static boolean kept(long mapped) {
    return (mapped & 3) != 0;
  }

  /** The sentence at an offset: eight words of ten thousand, separated by one blank. */
  public static String sentence(long offset) {
    long random = mix(offset);
    StringBuilder sentence = new StringBuilder(64);
    for (int i = 0; i < WORDS_PER_SENTENCE; i++) {
      if (i > 0) {
        sentence.append(' ');
      }
      sentence.append(VOCABULARY[(int) ((random >>> 1) % WORDS)]);
      random = random * 6364136223846793005L + 1442695040888963407L;
      random ^= random >>> 29;
    }
    return sentence.toString();
  }

  /** Passes a value on after ten microseconds of work. */
  public static long slowly(long value) {
    long until = System.nanoTime() + SLOW_NANOS;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    return value;
  }

  /** What one result adds to the checksum; a sum of these does not depend on their order. */
  public static long fingerprint(long key, long value) {
    return mix(key * 0x9E3779B97F4A7C15L + value);
  }

  private static String[] vocabulary() {
    String[] words = new String[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = Long.toString(mix(WORDS_FROM + i) >>> 34, Character.MAX_RADIX) + i;
    }
    return words;
  }
}
