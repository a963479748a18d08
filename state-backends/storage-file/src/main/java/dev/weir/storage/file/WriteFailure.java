package dev.weir.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Puts into words why a file could not be written. */
final class WriteFailure {

  private WriteFailure() {}

  /**
   * @param path as the caller named it
   * @param target where that is
   * @param bytes how many were to be written so far
   */
  static IOException of(String path, Path target, long bytes, IOException cause) {
    return new IOException(
        String.format(
            "Cannot write '%s' (%s, %d bytes so far): %s", path, target, bytes, reason(cause)),
        cause);
  }

  private static String reason(IOException cause) {
    String found = String.valueOf(cause.getMessage());
    String lower = found.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("not enough space")) {
      return "the disk is full (" + found + ")";
    }
    if (lower.contains("quota exceeded")) {
      return "the disk quota is used up (" + found + ")";
    }
    return cause.getClass().getSimpleName() + ": " + found;
  }
}
