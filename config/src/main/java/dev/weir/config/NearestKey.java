package dev.weir.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the key that was meant by one that does not exist. */
final class NearestKey {

  private NearestKey() {}

  /** The known key closest to the given one, if any is close enough to be worth a suggestion. */
  static Optional<String> of(String unknown, Collection<String> known) {
    String written = unknown.toLowerCase(Locale.ROOT).replace('_', '-');
    return known.stream()
        .min(
            Comparator.<String>comparingInt(key -> distance(written, key))
                .thenComparing(key -> key))
        .filter(key -> distance(written, key) <= Math.max(2, written.length() / 3));
  }

  /** A key without its section, as in {@code parallelism}, is compared with the last parts. */
  private static int distance(String written, String key) {
    int whole = levenshtein(written, key);
    if (written.indexOf('.') >= 0) {
      return whole;
    }
    return Math.min(whole, levenshtein(written, key.substring(key.lastIndexOf('.') + 1)));
  }

  /** Insertions, deletions and replacements that make one of the other, row by row. */
  static int levenshtein(String from, String to) {
    int[] above = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      int[] done = row;
      row = above;
      above = done;
    }
    return above[to.length()];
  }
}
