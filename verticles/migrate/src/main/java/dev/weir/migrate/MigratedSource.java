package dev.weir.migrate;

import java.util.List;

/**
 * A source file with the names of Weir.
 *
 * @param text of the whole file
 * @param renamed how many names were replaced
 * @param left what has no counterpart and stands as it was
 */
record MigratedSource(String text, int renamed, List<Left> left) {

  MigratedSource {
    left = List.copyOf(left);
  }

  /** A name of Flink that Weir does not have. */
  record Left(String name, long line, String instead) {}

  boolean isOfFlink() {
    return renamed > 0 || !left.isEmpty();
  }
}
